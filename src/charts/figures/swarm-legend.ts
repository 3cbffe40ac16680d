/** What the colours of a swarm mean, in a figure's legend. */
import { markedPoints } from '../../app/critical.ts';
import type { Frame } from '../../app/state.ts';
import { swarmOf } from '../../app/swarm/asked.ts';
import { formatNumber } from '../../core/math/format.ts';
import { inPalettes } from '../../styles/palette.ts';
import { ofSwarm, swarmHues } from '../../styles/rare-palette.ts';
import { panels } from '../../text/en/panels.ts';
import { languageNow } from '../../text/spoken.ts';

export interface SwarmSaid {
  /** How many there are, and what their colours say. */
  readonly words: string;
  /** The colours of minima, where they say at which a particle ends. */
  readonly ends: readonly { readonly color: string; readonly name: string }[];
}

/** Minima that are named at most. */
const NAMED = 6;
const colors = inPalettes(ofSwarm);

/** Null where a frame has no swarm. */
export function swarmSaid(frame: Frame): SwarmSaid | null {
  const { swarm } = frame.state.scene.view;
  if (!swarm || !swarmOf(frame)) return null;
  const words = panels.legend.swarm(swarm.count.toLocaleString(languageNow()), swarm.colour);
  if (swarm.colour !== 'basin') return { words, ends: [] };
  const places = markedPoints(frame.derived.critical);
  const hues = swarmHues(places);
  const ends = places.flatMap(({ kind, at: [x, y] }, k) =>
    kind === 'minimum'
      ? [{ color: colors[frame.state.palette][hues[k]!], name: `(${formatNumber(x)}, ${formatNumber(y)})` }]
      : [],
  );
  return { words, ends: ends.slice(0, NAMED) };
}
