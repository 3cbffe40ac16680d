import { embed as text } from '../text/en/embed.ts';
import { html } from '../ui/dom.ts';
import type { EmbedOptions } from './options.ts';

/** The elements of an embed that are there whatever comes into them. */
export interface EmbedLayout {
  readonly root: HTMLElement;
  readonly stage: HTMLElement;
  /** Under the wheel and the fingers: what would have worked. */
  readonly hint: HTMLElement;
  /** The stage with what lies on it. */
  readonly frame: HTMLElement;
  readonly main: HTMLElement;
  readonly side: HTMLElement;
  /** What has the legend: the stage's frame, or where no stage is shown what else there is. */
  readonly ground: HTMLElement;
}

export function layOutEmbed(root: HTMLElement, { show, interact, background }: EmbedOptions): EmbedLayout {
  const stage = html('div', { class: 'stage' });
  const hint = html('p', { class: 'embed-hint', 'aria-hidden': 'true' });
  const frame = html('div', { class: 'stage-frame' }, stage, hint);
  const main = html('main', { class: 'middle embed-main', 'aria-label': text.landmarks.stage });
  const side = html('aside', { class: 'embed-side', 'aria-label': text.landmarks.panels });
  root.classList.add('embed');
  if (background === 'none') document.documentElement.classList.add('embed-clear');
  const hasStage = show.includes('stage');
  if (hasStage) main.append(frame);
  if (hasStage && interact === 'none') stage.inert = true;
  return { root, stage, hint, frame, main, side, ground: hasStage ? frame : main };
}
