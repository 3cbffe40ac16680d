import { spoken } from '../spoken.ts';

/** Words about the game of two players: what is drawn of it. */
export const players = {
  field: 'Where both are pushed',
  none: 'Arrows: where both players are pushed.',
  fieldOf: (name: string) =>
    `Arrows: where both players are pushed, x against the slope of what it makes small, y along that of what it makes large. ${name}’s way so far; thin, the others’. The cross is where neither is pushed.`,
  /** What the field does where the run is. */
  turns: (curl: string, divergence: string, gathers: 'gathers' | 'spreads' | 'neither') =>
    `Here the field turns${gathers === 'neither' ? ' and neither gathers nor spreads' : ` and ${gathers}`}: its curl is ${curl} and its divergence ${divergence}. What has a curl is the slope of no surface.`,
  straight: (divergence: string) =>
    `Here the field does not turn: its curl is 0, as a gradient’s, and its divergence ${divergence}.`,
  distance: 'Distance from where neither is pushed',
  step: 'step',
  distanceOf: (name: string, distance: string, place: string) =>
    `${name} is ${distance} from ${place}, where neither player is pushed.`,
  factor: (times: string, each: string) =>
    `That is ${times} times as far as at the start, a factor of ${each} a step.`,
  plain: (rate: string, isAtOnce: boolean, factor: string, way: 'out' | 'around' | 'in') =>
    `Near it plain steps of η = ${rate}, ${isAtOnce ? 'both at once' : 'in turns'}, multiply the distance by ${factor} each in the long run: ${
      { out: 'they go out', around: 'they go around for ever', in: 'they come to it' }[way]
    }.`,
} as const;

spoken({ players });
