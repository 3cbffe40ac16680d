import { spoken } from '../spoken.ts';

/** Words about the model of recovery: what is drawn of it. */
export const recovery = {
  course: 'The course',
  courseOf: (name: string, end: string, isTreated: boolean) =>
    `The points, and the course by ${name}, which tends to ${end} (dashed)${isTreated ? '; shaded: while it is treated' : ''}. Faint: its course at earlier steps; thin: the other optimizers’. Points can be dragged up and down.`,
  none: 'The points alone: they can be dragged up and down.',
  day: 'day',
  rate: 'The rate of change, dh/dt',
  rateOf: (name: string, day: string, most: string, turns: readonly string[]) =>
    `${name}’s course changes most at day ${day}, by ${most} a day${
      turns.length === 0 ? ', and turns nowhere' : `, and turns at day ${turns.join(' and ')}`
    }; the area is what it gains.`,
  told: 'What each day tells',
  toldOf: (name: string, day: string) =>
    `How ${name}’s course moves with its rate (line, most at day ${day}) and with its end (dashed): sensitivities, integrated with it. Where one is 0 a point tells nothing of that parameter.`,
} as const;

spoken({ recovery });
