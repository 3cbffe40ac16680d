import { expect, test } from 'vitest';
import { createMapTools } from '../../src/charts/map/tools.ts';
import { noOverlays, type OverlayId } from '../../src/core/scene/overlays.ts';

test('the menu of layers has all that is of the field, and every start, checked as it is drawn, and switches it', () => {
  const switched: [OverlayId, boolean][] = [];
  const tools = createMapTools({
    home() {},
    fit() {},
    zoom() {},
    setLayer() {},
    setOverlay: (id, on) => switched.push([id, on]),
    setEqual() {},
    explain() {},
  });
  document.body.append(tools.element);
  const box = (name: string) =>
    [...tools.element.querySelectorAll('label')]
      .find(({ textContent }) => textContent.startsWith(name))!
      .querySelector('input')!;
  const names = {
    field: 'Negative gradient field',
    lines: 'Field lines',
    divergence: 'Divergence',
    curl: 'Curl',
    starts: 'Every start and its end',
  };
  for (const [id, name] of Object.entries(names)) {
    tools.show(false, { curvature: false, labels: false }, { ...noOverlays, [id]: true }, true);
    expect(Object.values(names).filter((each) => box(each).checked)).toEqual([name]);
    box(name).click();
    expect(switched.splice(0)).toEqual([[id, false]]);
  }
  tools.dispose();
});
