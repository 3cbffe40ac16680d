import { memo } from '../../app/memo.ts';
import type { SettingsMap } from '../../app/setting-map/kept.ts';
import type { Palette } from '../../app/state.ts';
import { settings as text } from '../../text/en/settings.ts';
import { html, setText } from '../../ui/dom.ts';
import { paintPatch } from '../../ui/starts-picture.ts';
import { looksOfEnds } from './picture.ts';
import type { DrawnSettings } from './plot.ts';
import { lookRows } from './words.ts';

/** Side of a patch's canvas, which is finer than what is seen. */
const PATCH = 40;

export interface SettingsLegend {
  readonly element: HTMLElement;
  show(settings: SettingsMap | null, drawn: DrawnSettings, palette: Palette): void;
}

/** What hatched and plain regions mean, with their shares of the map, and how many runs it is of. */
export function createSettingsLegend(): SettingsLegend {
  const list = html('ul', { class: 'settings-ends' });
  const size = html('p', { class: 'settings-size' });
  const element = html('div', { class: 'settings-legend' }, list, size);
  const showRows = memo((settings: SettingsMap, hasScale: boolean, palette: Palette) => {
    const looks = looksOfEnds(palette);
    list.replaceChildren(
      ...lookRows(settings, !hasScale, hasScale).map(({ look, name, share }) => {
        const patch = html('canvas', { width: PATCH, height: PATCH, 'aria-hidden': 'true' });
        paintPatch(patch, looks[look]!);
        return html(
          'li',
          {},
          patch,
          html('span', {}, name),
          html('span', { class: 'settings-share' }, share),
        );
      }),
    );
    setText(size, text.size(String(settings.map.width)));
  });
  return {
    element,
    show(settings, { scale }, palette) {
      element.hidden = settings === null;
      if (settings) showRows(settings, scale !== null, palette);
    },
  };
}
