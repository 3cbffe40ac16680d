import type { Size } from '../../ui/box.ts';
import { film } from '../../text/en/export-film.ts';
import type { ExportContext } from '../context.ts';
import { ExportError } from '../export-error.ts';
import type { ExportField, Options } from '../exporter.ts';
import { even, type FilmPlan, type FilmSettings, frameCount, planFilm } from './plan.ts';

const text = film.fields;

/** What is chosen of any film. */
export type FilmChoice = Options & {
  readonly size: string;
  readonly width: number;
  readonly height: number;
  readonly from: number;
  readonly to: number;
  readonly speed: number;
  readonly rate: number;
  readonly hold: number;
  readonly turn: number;
  readonly legend: boolean;
};

export const OWN_SIZE = 'own';

/** Pixels a side that a film may have. */
const SIDE = { min: 64, max: 3840 } as const;

/** Minutes of computing on a slow machine; beyond it a mistake is likelier than a wish. */
export const MOST_FRAMES = 20_000;

export function firstFilm({ scene, playhead }: ExportContext, size: string, rate: number): FilmChoice {
  return {
    size,
    ...frameSize({ size, width: 1280, height: 720 }),
    from: 0,
    to: scene.steps,
    speed: Math.max(1, Math.round(playhead.speed)),
    rate,
    hold: 1,
    turn: 0,
    legend: true,
  };
}

/** "1280x720" as numbers, or the own ones; always even. */
export function frameSize({ size, width, height }: Pick<FilmChoice, 'size' | 'width' | 'height'>): Size {
  const [across = width, down = height] = size === OWN_SIZE ? [] : size.split('x').map(Number);
  return { width: even(across), height: even(down) };
}

export function filmFields(
  { scene }: ExportContext,
  sizes: readonly string[],
  rates: readonly number[],
): readonly ExportField<FilmChoice>[] {
  const isOwn = ({ size }: FilmChoice) => size === OWN_SIZE;
  const number = (
    key: keyof FilmChoice,
    label: string,
    min: number,
    max: number,
    unit?: string,
  ): ExportField<FilmChoice> => ({
    kind: 'number',
    key,
    label,
    min,
    max,
    ...(unit !== undefined && { unit }),
  });
  return [
    {
      kind: 'choice',
      key: 'size',
      label: text.size,
      choices: [
        ...sizes.map((value) => ({ value, label: sizeLabel(value) })),
        { value: OWN_SIZE, label: film.sizes.own },
      ],
    },
    { ...number('width', text.width, SIDE.min, SIDE.max, text.pixels), shown: isOwn },
    { ...number('height', text.height, SIDE.min, SIDE.max, text.pixels), shown: isOwn },
    number('from', text.from, 0, scene.steps),
    number('to', text.to, 0, scene.steps),
    number('speed', text.speed, 1, 1000, text.stepsPerSecond),
    {
      kind: 'choice',
      key: 'rate',
      label: text.rate,
      choices: rates.map((value) => ({ value, label: String(value) })),
    },
    number('hold', text.hold, 0, 30, text.seconds),
    number('turn', text.turn, -720, 720, text.degrees),
    { kind: 'tick', key: 'legend', label: text.legend },
  ];
}

function sizeLabel(size: string): string {
  const [width, height] = size.split('x');
  const pixels = `${width} \u00d7 ${height}`;
  return width === height ? film.sizes.square(pixels) : film.sizes.wide(pixels);
}

/** @throws ExportError for a film that would never end */
export function planOf({ scene }: ExportContext, choice: FilmChoice): FilmPlan {
  const settings: FilmSettings = {
    from: choice.from,
    to: choice.to,
    stepsPerSecond: choice.speed,
    framesPerSecond: choice.rate,
    hold: choice.hold,
    turn: choice.turn,
  };
  const count = frameCount(settings);
  if (count > MOST_FRAMES) throw new ExportError(film.errors.tooLong(String(count), String(MOST_FRAMES)));
  return planFilm(settings, scene.view.camera);
}
