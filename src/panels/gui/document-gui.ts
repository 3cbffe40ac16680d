import { GUI } from 'lil-gui';
import type { App } from '../../app/app.ts';
import { looksOf } from '../../app/looks.ts';
import { namesOf } from '../../app/run-names.ts';
import type { AppView, Frame } from '../../app/state.ts';
import { shownRow } from '../../app/surface-name.ts';
import { isSameRule, ruleOf } from '../../core/optimizers/registry.ts';
import { suggestedValues, suggestionsOf } from '../../core/scene/suggest.ts';
import type { OptimizerSetting, Scene } from '../../core/scene/scene.ts';
import { html } from '../../ui/dom.ts';
import { createAddMenu } from './add-menu.ts';
import { addLossFolder, addRunFolder, addStartFolder } from './document-folders.ts';
import { FormulaRow } from './formula-row.ts';
import { NumberRow } from './number-row.ts';
import { createOwnNames } from './own-names.ts';
import { RangeRow } from './range-row.ts';
import { addOptimizerFolder, type OptimizerFolder } from './optimizer-folder.ts';
import { addViewFolder } from './view-folder.ts';

/** lil-gui over the whole document. @param gallery opens all losses */
export function createDocumentGui(container: HTMLElement, app: App, gallery?: () => void): AppView {
  const gui = new GUI({ container, injectStyles: false });
  gui.$title.remove();
  const before = [...addLossFolder(gui, app, gallery), ...addStartFolder(gui, app)];
  const own = before.filter(
    (row) => row instanceof RangeRow || row instanceof NumberRow || row instanceof FormulaRow,
  );
  const showOwnNames = createOwnNames(own.map(({ domElement }) => domElement));

  // Stands where the optimizers' folders go, before what follows them.
  const place = html('div', { class: 'optimizers' });
  gui.$children.append(place);
  let added = false;
  createAddMenu(
    gui,
    (id) => {
      added = true;
      app.addOptimizer(id);
    },
    () => {
      // The menu has loaded the same code, all but some.
      void import('../rule/editor.ts').then(({ writeRule }) => writeRule(app)).catch(() => {});
    },
  );
  const rows = [...before, ...addRunFolder(gui, app), ...addViewFolder(gui, app)];

  let folders: OptimizerFolder[] = [];
  // One optimizer is open at a time: two would push everything else out of sight.
  gui.onOpenClose((changed) => {
    if (changed._closed || !folders.some(({ folder }) => folder === changed)) return;
    for (const { folder } of folders) if (folder !== changed) folder.close();
  });
  let shown: Scene['optimizers'] = [];
  let last: Frame | null = null;
  let row: ReturnType<typeof shownRow> = null;

  const rebuild = (optimizers: Scene['optimizers']) => {
    const open = added ? optimizers.length - 1 : openIn(shown, folders, optimizers);
    const focused = folders.findIndex(({ folder }) => folder.domElement.contains(document.activeElement));
    for (const { folder } of folders) folder.destroy();
    folders = optimizers.flatMap((setting, index) => {
      const entry = ruleOf(setting);
      if (!entry) return [];
      const made = addOptimizerFolder(gui, app, index, entry, () =>
        suggestedValues(entry, suggestionsOf(app.state.scene)),
      );
      place.append(made.folder.domElement);
      made.folder.open(index === open);
      return [made];
    });
    // The focus stays where it was, although the elements are new ones.
    const focus = added ? folders.length - 1 : Math.min(focused, folders.length - 1);
    folders[focus]?.folder.$title.focus();
    added = false;
  };

  return {
    draw(frame) {
      const { scene, draft, dropped, palette } = frame.state;
      const { optimizers } = scene;
      if (!sameRules(optimizers, shown)) rebuild(optimizers);
      const isOther = !last || !sameRows(scene, last.state.scene);
      if (isOther || palette !== last?.state.palette) {
        const looks = looksOf(optimizers, palette);
        const names = namesOf(optimizers);
        folders.forEach((folder, i) => {
          const [look, naming] = [looks[i], names[i]];
          if (look && naming) folder.refresh(naming, look);
        });
      }
      const now = shownRow(frame);
      const isTyped = draft !== last?.state.draft || dropped !== last?.state.dropped;
      if (isOther || isTyped || now !== row) {
        for (const row of rows) row.refresh();
      }
      for (const folder of folders) folder.refreshMarks(frame);
      showOwnNames(frame.derived.surface.variables);
      shown = optimizers;
      last = frame;
      row = now;
    },
    dispose() {
      gui.destroy();
    },
  };
}

/**
 * Whether rows show the same of two scenes: all but where the camera stands, which turns from picture to picture. What is
 * written into a row anew is laid out and painted anew, though it be the same, which takes longer than a coarse picture.
 */
function sameRows(a: Scene, b: Scene): boolean {
  if (a === b) return true;
  const isSeenAlike = a.view.camera.projection === b.view.camera.projection;
  return isSeenAlike && sameBut(a, b, 'view') && sameBut(a.view, b.view, 'camera');
}

function sameBut<T extends object>(a: T, b: T, but: keyof T): boolean {
  const keys = Object.keys({ ...a, ...b }) as (keyof T)[];
  return keys.every((key) => key === but || a[key] === b[key]);
}

function sameRules(a: Scene['optimizers'], b: Scene['optimizers']): boolean {
  return a.length === b.length && a.every((one, i) => b[i] && isSameRule(one, b[i]));
}

/** Which of the new folders is open: the one that was, and the first where that is gone; none where all were closed. */
function openIn(
  shown: readonly OptimizerSetting[],
  folders: readonly OptimizerFolder[],
  next: readonly OptimizerSetting[],
): number {
  const was = folders.findIndex(({ folder }) => !folder._closed);
  const isClosed = was < 0 && shown.some((setting) => next.includes(setting));
  return isClosed ? -1 : Math.max(0, next.indexOf(shown[was]!));
}
