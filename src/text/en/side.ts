import type { EmbedPanel, PanelId } from '../../core/scene/panels.ts';
import { spoken } from '../spoken.ts';

interface Words {
  readonly title: string;
  /** On its tab, where the page is narrow, and where a talk chooses it. */
  readonly tab: string;
}

interface EmbedWords {
  /** Over it in an embed, and where the embed's dialog chooses it. */
  readonly part: string;
  /** On the button that opens it where the frame has no room. */
  readonly fold: string;
}

type AllWords = { readonly [Id in PanelId]: Id extends EmbedPanel ? Words & EmbedWords : Words };

/** What the panels of the page's side are called. */
export const side: AllWords = {
  map: { title: 'Map', tab: 'Map', part: 'Map', fold: 'Map' },
  chart: { title: 'Chart', tab: 'Chart', part: 'Loss chart', fold: 'Loss' },
  step: { title: 'This step', tab: 'This step', part: 'Step panel', fold: 'Step' },
  results: { title: 'Results', tab: 'Results' },
  curvature: { title: 'Curvature', tab: 'Curvature' },
  rates: { title: 'Loss against learning rate', tab: 'Rates' },
  settings: { title: 'Map of settings', tab: 'Settings', part: 'Map of settings', fold: 'Settings' },
  swarm: { title: 'Swarm', tab: 'Swarm' },
};

spoken({ side });
