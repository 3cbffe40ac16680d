/** The folder of the view, and what other folders have of it. */
import type { GUI } from 'lil-gui';
import type { App } from '../../app/app.ts';
import { defaultScene, homeCamera } from '../../core/scene/defaults.ts';
import { limits } from '../../core/scene/limits.ts';
import { isOfField, type OverlayId, overlayIds } from '../../core/scene/overlays.ts';
import type { Scene, View } from '../../core/scene/scene.ts';
import { arrows } from '../../text/en/arrows.ts';
import { overlays } from '../../text/en/overlays.ts';
import { panels } from '../../text/en/panels.ts';
import { setOverlay } from '../curvature/set-overlay.ts';
import { type SliderScale, sliderScale } from '../typed-number.ts';
import { ChoiceRow } from './choice-row.ts';
import { addFolder, only } from './folder.ts';
import { NumberRow } from './number-row.ts';
import type { Row, Suggestion } from './row.ts';
import { SwitchRow } from './switch-row.ts';

const text = panels.controls;

/** How the scene is looked at. */
export function addViewFolder(gui: GUI, app: App): Row[] {
  const folder = addFolder(gui, text.view);
  // What one changes first stands above it, in two screens.
  folder.close();
  const view = () => app.state.scene.view;
  const flag = (key: 'future' | 'minima' | 'gradient', label: string, meaning: string) =>
    new SwitchRow(folder, {
      label,
      meaning,
      read: () => view()[key],
      write: (value) => app.setView({ [key]: value }),
      initial: () => defaultScene().view[key],
    });
  const overlay = (key: OverlayId) =>
    new SwitchRow(folder, {
      label: overlays.kinds[key].label,
      meaning: overlays.kinds[key].meaning,
      read: () => view().overlays[key],
      write: (value) => setOverlay(app, key, value),
      initial: () => defaultScene().view.overlays[key],
    });
  const projection = new ChoiceRow(
    folder,
    {
      label: text.projection,
      meaning: text.projectionMeaning,
      read: () => view().camera.projection,
      write(value) {
        const chosen = Object.keys(text.projections).find((key) => key === value);
        if (isProjection(chosen)) app.setView({ camera: { ...view().camera, projection: chosen } });
      },
      initial: () => homeCamera.projection,
    },
    choicesOf(text.projections),
  );
  const rows = [
    only(projection, 'of-plane', 'of-stage'),
    flag('future', text.future, text.futureMeaning),
    only(flag('minima', text.minima, text.minimaMeaning), 'of-surface'),
    // A curve has a second order and no directions.
    ...overlayIds.map((key) =>
      only(
        overlay(key),
        'of-surface',
        ...(key === 'taylor' ? [] : ['of-plane' as const]),
        ...(isOfField(key) ? ['of-field' as const] : []),
      ),
    ),
    only(flag('gradient', arrows.gradient, arrows.gradientMeaning), 'of-surface', 'of-plane'),
    only(addMagnifyRow(folder, app), 'of-surface', 'of-plane'),
    only(
      viewChoice(
        folder,
        app,
        'scales',
        text.scales,
        text.scalesMeaning,
        text.scaleChoices,
        () => defaultScene().view.scales,
      ),
      'of-plane',
    ),
    only(
      viewChoice(folder, app, 'layout', text.layout, text.layoutMeaning, text.layouts, () => 'one'),
      'of-plane',
    ),
    viewChoice(folder, app, 'theme', text.theme, text.themeMeaning, text.themes, () => 'auto'),
  ];
  const home = folder.add({ home: () => app.setView({ camera: homeCamera }) }, 'home').name(text.home);
  only(home, 'of-plane', 'of-stage');
  return rows;
}

/** Whole powers of ten, as many as the digits of a number. */
const powers: SliderScale = {
  ...sliderScale(0, 20, 'linear'),
  step: 1,
  valueAt: Math.round,
  nudged: (value, by) => value + by,
};

/** By how much the arrows of a step are magnified. */
export function addMagnifyRow(gui: GUI, app: App): NumberRow {
  return new NumberRow(gui, {
    label: arrows.magnify,
    meaning: arrows.magnifyMeaning,
    read: () => app.state.scene.view.magnify,
    write: (magnify, group) => app.setView({ magnify }, group),
    initial: () => defaultScene().view.magnify,
    hardMin: 0,
    hardMax: limits.magnify,
    whole: true,
    slider: () => powers,
    live: true,
  });
}

/** The choices of a table of labels, by its keys. */
export function choicesOf(labels: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

function isProjection(value: string | undefined): value is Scene['view']['camera']['projection'] {
  return value !== undefined && value in text.projections;
}

/** A choice that is a plain member of the view. */
export function viewChoice<K extends 'heightScale' | 'scales' | 'layout' | 'theme'>(
  folder: GUI,
  app: App,
  key: K,
  label: string,
  meaning: string,
  labels: Readonly<Record<View[K], string>>,
  initial: () => View[K],
  suggestion?: Suggestion,
): ChoiceRow {
  const isValue = (value: string): value is View[K] => value in labels;
  return new ChoiceRow(
    folder,
    {
      label,
      meaning,
      read: () => app.state.scene.view[key],
      write(value) {
        if (isValue(value)) app.setView({ [key]: value });
      },
      initial,
      ...(suggestion && { suggestion }),
    },
    choicesOf(labels),
  );
}
