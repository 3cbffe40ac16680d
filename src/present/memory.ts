import '../text/en/talk-faults.ts';
import type { RootApp } from '../app/create-app.ts';
import { memoryName } from '../app/presenting.ts';
import { type Situation, situationOf } from '../app/situation.ts';
import { isRecord, member } from '../core/scene/kinds.ts';
import { readFragment, writeFragment } from '../core/scene/url.ts';
import { type TalkDocument, writeTalk } from '../core/talk/file.ts';
import { restoreTalk } from '../core/talk/restore.ts';
import type { Talk } from '../core/talk/talk.ts';
import type { Controller } from './controller.ts';
import { isSession } from './session.ts';

/** What a tab remembers of its presentation over a reload. */
export interface Memory {
  readonly session: string;
  readonly talk: Talk;
  /** Id of the scene that was shown. */
  readonly at: string;
  readonly since: number;
  /** What the page showed before. */
  readonly home: Situation;
  /** The scenes as they were left, the one that was shown among them. */
  readonly left: ReadonlyMap<string, Situation>;
}

interface Kept extends Pick<Memory, 'session' | 'at' | 'since'> {
  readonly talk: TalkDocument;
  readonly home: string;
  readonly left: Readonly<Record<string, string>>;
}

/** Writes down what `recall` needs. Nothing where the browser keeps nothing: a reload then begins anew. */
export function remember(
  session: string,
  home: Pick<Situation, 'scene' | 'playhead'>,
  { talk, state, left }: Controller,
  app: RootApp,
): void {
  const at = talk.scenes[state.at]?.id ?? '';
  const fragment = ({ scene, playhead }: Pick<Situation, 'scene' | 'playhead'>) =>
    writeFragment(scene, playhead);
  const kept: Kept = {
    session,
    at,
    since: state.since,
    talk: writeTalk(talk, true),
    home: fragment(home),
    left: Object.fromEntries([
      ...[...left].map(([id, each]) => [id, fragment(each)]),
      [at, fragment(app.state)],
    ]),
  };
  try {
    sessionStorage.setItem(memoryName(location.search), JSON.stringify(kept));
  } catch {
    // Full, or refused.
  }
}

export function forget(): void {
  try {
    sessionStorage.removeItem(memoryName(location.search));
  } catch {
    // Where nothing is kept there is nothing to forget.
  }
}

/** The presentation that a reload has cut off; null when there was none, or it cannot be read. */
export function recall(): Memory | null {
  try {
    return readMemory(JSON.parse(sessionStorage.getItem(memoryName(location.search)) ?? 'null'));
  } catch {
    return null;
  }
}

/** The memory in anything at all, or null. */
export function readMemory(given: unknown): Memory | null {
  const session = member(given, 'session');
  const at = member(given, 'at');
  const since = member(given, 'since');
  const home = member(given, 'home');
  const left = member(given, 'left');
  const { talk } = restoreTalk(member(given, 'talk'));
  if (!isSession(session) || typeof at !== 'string' || !isRecord(left) || typeof home !== 'string')
    return null;
  if (typeof since !== 'number' || !Number.isFinite(since) || talk.scenes.length === 0) return null;
  return {
    session,
    talk,
    at,
    since,
    home: situationAt(home),
    left: new Map(
      talk.scenes.flatMap(({ id }) => {
        const fragment = member(left, id);
        return typeof fragment === 'string' ? [[id, situationAt(fragment)]] : [];
      }),
    ),
  };
}

function situationAt(fragment: string): Situation {
  const { scene, playhead } = readFragment(fragment);
  return situationOf(scene, playhead);
}
