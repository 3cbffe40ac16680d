import { html } from '../../ui/dom.ts';
import type { Frame } from '../../app/state.ts';
import type { ExportContext } from '../context.ts';
import { ExportError } from '../export-error.ts';
import { createFigure, type Figure } from '../figure.ts';
import { exporting } from '../../text/en/export.ts';
import { drawNote, layOutNote, planeNote } from '../picture/plane-note.ts';
import { layOutFilm, typeScale } from './layout.ts';
import type { FilmFrame } from './plan.ts';

/** Room on either side of what is said of a plane, in pixels. */
const SIDE = 14;

export interface FilmCanvasOptions {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Whether surface, step and what each run is are written into the picture. */
  readonly legend: boolean;
  /** Said behind the step. */
  readonly note: string;
}

/** Where a film's frames are drawn, one after the other. It holds a WebGL context until it is disposed of. */
export interface FilmCanvas {
  readonly canvas: HTMLCanvasElement;
  /** Drawn when it returns, or settles; the same frame draws the same picture, whatever came before. */
  draw(frame: Pick<FilmFrame, 'step' | 'camera'>): void | Promise<void>;
  /** RGBA of what was drawn last. */
  pixels(): Uint8ClampedArray<ArrayBuffer>;
  dispose(): void;
}

/** @throws ExportError where there is no WebGL, or none as large as this */
export async function createFilmCanvas(
  context: ExportContext,
  { width, height, legend, note }: FilmCanvasOptions,
): Promise<FilmCanvas> {
  const { state, derived, scene } = context;
  const canvas = html('canvas', { width, height });
  const pen = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!pen) throw new ExportError(exporting.errors.tooLarge);
  const font = getComputedStyle(document.body).fontFamily;
  // What is missing of a typeface is drawn in another one.
  await Promise.all(['600 16px', '16px'].map((style) => document.fonts.load(`${style} ${font}`)));
  const drawings = context.drawings;
  const frameAt = (step: number): Frame => ({
    state: { ...state, playhead: { ...state.playhead, step } },
    derived,
  });
  const legendIn = (room: number) => ({ font, title: context.title, note, room });
  // As many lines as it has at either end of the runs: it does not jump from frame to frame.
  const noteAt = (step: number) =>
    layOutNote(pen, planeNote(frameAt(step)), width - 2 * SIDE, font, typeScale({ width, height }));
  const foot = Math.max(noteAt(0).height, noteAt(scene.steps).height);
  const { scale, room, ...places } = layOutFilm(
    { width, height: height - foot },
    legend ? (room) => drawings.filmLegendSize(pen, frameAt(scene.steps), legendIn(room)) : null,
  );
  const figure = scene.curve
    ? null
    : await createFigure(context.makeStage, {
        scene,
        derived,
        theme: state.theme,
        width: places.stage.width,
        height: places.stage.height,
        ratio: 1,
        selected: state.selected,
        arrows: false,
        style: { scale, contrast: state.figure.contrast },
      });
  const drawCurve = (step: number) => {
    const { x, y, width: across, height: down } = places.stage;
    pen.fillStyle = drawings.ink[state.palette].paper;
    pen.fillRect(x, y, across, down);
    pen.save();
    pen.translate(x, y);
    pen.scale(scale, scale);
    const shown = frameAt(step);
    const playing = {
      ...shown,
      state: { ...shown.state, playhead: { ...shown.state.playhead, playing: true } },
    };
    drawings.curve(
      pen,
      playing,
      { x: 0, y: 0, width: across / scale, height: down / scale },
      { font, start: true },
    );
    pen.restore();
  };
  const drawStage = (from: Figure, frame: Pick<FilmFrame, 'step' | 'camera'>) => {
    from.show(frame.step, frame.camera);
    const { stage } = places;
    pen.drawImage(from.canvas, stage.x, stage.y);
    pen.save();
    pen.translate(stage.x, stage.y);
    // A legend that stands beside the stage covers nothing of it.
    const isCovered = stage.width === width && stage.height === height - foot;
    const covers = places.legend && isCovered ? [places.legend] : [];
    from.axes()(pen, font, covers);
    pen.restore();
  };
  let last: Pick<FilmFrame, 'step' | 'camera'> | null = null;
  return {
    canvas,
    draw(frame) {
      if (last?.step === frame.step && last.camera === frame.camera) return;
      last = frame;
      if (figure) drawStage(figure, frame);
      else drawCurve(frame.step);
      if (foot > 0) {
        pen.fillStyle = drawings.ink[state.palette].paper;
        pen.fillRect(0, height - foot, width, foot);
        drawNote(pen, noteAt(frame.step), SIDE, height - foot, font, drawings.ink[state.palette].soft);
      }
      if (!places.legend) return;
      const { x, y, width: across, height: down } = places.legend;
      pen.fillStyle = drawings.ink[state.palette].paper;
      pen.fillRect(x, y, across, down);
      pen.save();
      pen.scale(scale, scale);
      drawings.filmLegend(pen, frameAt(frame.step), legendIn(room));
      pen.restore();
    },
    pixels: () => pen.getImageData(0, 0, width, height).data,
    dispose: () => figure?.dispose(),
  };
}
