import type { Controller, GUI } from 'lil-gui';
import type { App } from '../../app/app.ts';
import { isLocal } from '../../app/models/plane-source.ts';
import { namesOf } from '../../app/run-names.ts';
import { limits } from '../../core/scene/limits.ts';
import { planeKinds, type PlaneSetting } from '../../core/scene/scene.ts';
import { models as text } from '../../text/en/models.ts';
import { ChoiceRow } from '../gui/choice-row.ts';
import { NumberRow } from '../gui/number-row.ts';
import type { Row } from '../gui/row.ts';
import { ParameterRow } from './parameter-row.ts';

/** The rows of the plane on which a model is seen: its kind, and what is chosen of a plane of that kind. */

export type PlaneRow = Row & Controller;

export function planeKindRow(gui: GUI, app: App): Row {
  return new ChoiceRow(
    gui,
    {
      label: text.plane,
      meaning: text.planeMeaning,
      read: () => app.state.scene.plane.kind,
      write(value) {
        const kind = planeKinds.find((one) => one === value);
        if (!kind) return;
        // What follows one run follows that which is looked at.
        const { run } = app.state.scene.plane;
        putPlane(app, { kind, run: run === null && isLocal(kind) ? app.state.selected : run });
      },
      initial: () => 'auto',
    },
    planeKinds.map((value) => ({ value, label: text.planes[value] })),
  );
}

function putPlane(app: App, change: Partial<PlaneSetting>, group?: string): void {
  app.edit((scene) => ({ ...scene, plane: { ...scene.plane, ...change } }), group);
}

export function planeRows(gui: GUI, app: App): PlaneRow[] {
  const plane = () => app.state.scene.plane;
  const put = (change: Partial<PlaneSetting>, group?: string) => putPlane(app, change, group);
  const number = (
    label: string,
    meaning: string,
    max: number,
    field: { read(): number; write(value: number, group?: string): void; initial: number },
  ) =>
    new NumberRow(gui, {
      label,
      meaning,
      read: field.read,
      write: field.write,
      initial: () => field.initial,
      hardMin: 0,
      hardMax: max,
      whole: true,
      live: true,
    });
  const run = () => {
    const names = namesOf(app.state.scene.optimizers);
    const none = plane().kind === 'principal' ? text.allRuns : text.firstRun;
    return new ChoiceRow(
      gui,
      {
        label: text.planeRun,
        meaning: text.planeRunMeaning,
        read: () => String(plane().run ?? ''),
        write: (value) => put({ run: value === '' ? null : Number(value) }),
        initial: () => '',
      },
      [{ value: '', label: none }, ...names.map(({ label }, index) => ({ value: String(index), label }))],
    );
  };
  const model = app.derived.model?.model;
  switch (plane().kind) {
    case 'auto':
    case 'ends':
      return [];
    case 'random':
      return [
        run(),
        number(text.planeSeed, text.planeSeedMeaning, limits.seed, {
          read: () => plane().seed,
          write: (seed, group) => put({ seed }, group),
          initial: 1,
        }),
      ];
    case 'parameters':
      if (!model) return [];
      return [
        run(),
        ...([0, 1] as const).map(
          (i) =>
            new ParameterRow(
              gui,
              {
                label: text.axis[i],
                meaning: text.axisMeaning,
                read: () => plane().axes[i],
                write: (value, group) =>
                  put({ axes: i === 0 ? [value, plane().axes[1]] : [plane().axes[0], value] }, group),
                initial: () => i,
              },
              model,
            ),
        ),
      ];
    default:
      return [run()];
  }
}
