import type { CriticalKind } from '../core/losses/critical/types.ts';
import type { ofSwarm } from '../styles/rare-palette.ts';

const hues = ['navy', 'magenta', 'rust', 'lime'] as const;

/** The colour of particles that end at each of these places: of each minimum its own, of what is none that of no place. */
export function swarmHues(places: readonly { readonly kind: CriticalKind }[]): (keyof typeof ofSwarm)[] {
  let minima = 0;
  return places.map(({ kind }) => (kind === 'minimum' ? hues[minima++ % hues.length]! : 'astray'));
}
