import '../text/en/talk-faults.ts';
import { isRecord, member } from '../core/scene/kinds.ts';
import { limits } from '../core/scene/limits.ts';
import { talkLimits } from '../core/talk/limits.ts';
import { restoreTalk } from '../core/talk/restore.ts';
import type { TalkDocument } from '../core/talk/file.ts';
import type { Talk } from '../core/talk/talk.ts';
import { isTalkCommand, type TalkCommand } from './commands.ts';
import type { Ahead } from './ahead.ts';
import { type Presentation, veils } from './controller.ts';

/*
 * What the window that presents and the presenter's window tell each other. Every page of the same origin hears it, and
 * on file:// every other file may: a message is of the session that it names, and counts as outside data.
 */

const NAME = 'fall-line-present';

/** The presentation as the presenter's window needs to know it. */
export type PresentationReport = Omit<Presentation, 'pointer' | 'controls'> & {
  readonly ahead: Ahead;
  /** What the room sees, as a fragment, with what was changed by hand; and its step. */
  readonly scene: string;
  readonly step: number;
};

/** `hello` asks for the talk and the report; `left` says that nothing is presented any more. */
export type Message =
  | { readonly kind: 'hello' | 'left' }
  | { readonly kind: 'act'; readonly command: TalkCommand }
  | { readonly kind: 'talk'; readonly talk: Talk }
  | { readonly kind: 'report'; readonly report: PresentationReport };

/** A message as it is sent. */
export type Sent =
  | Exclude<Message, { kind: 'talk' }>
  | { readonly kind: 'talk'; readonly talk: TalkDocument };

export interface Channel {
  send(message: Sent): void;
  close(): void;
}

/** Joins a session. Null where the browser has no channels. */
export function openChannel(session: string, received: (message: Message) => void): Channel | null {
  if (typeof BroadcastChannel === 'undefined') return null;
  const channel = new BroadcastChannel(NAME);
  channel.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = readMessage(event.data, session);
    if (message) received(message);
  });
  return {
    send: (message) => channel.postMessage({ ...message, session }),
    close: () => channel.close(),
  };
}

/** The message in anything at all; null when it is none, or one of another session. */
export function readMessage(data: unknown, session: string): Message | null {
  if (!isRecord(data) || member(data, 'session') !== session) return null;
  const kind = member(data, 'kind');
  switch (kind) {
    case 'hello':
    case 'left':
      return { kind };
    case 'act': {
      const command = member(data, 'command');
      return isTalkCommand(command) ? { kind, command } : null;
    }
    case 'talk': {
      const { talk } = restoreTalk(member(data, 'talk'));
      return talk.scenes.length > 0 ? { kind, talk } : null;
    }
    case 'report': {
      const report = readReport(member(data, 'report'));
      return report && { kind, report };
    }
    default:
      return null;
  }
}

function readReport(given: unknown): PresentationReport | null {
  const at = wholeNumber(member(given, 'at'), talkLimits.scenes - 1);
  const since = member(given, 'since');
  const ahead = readAhead(member(given, 'ahead'));
  const typed = member(given, 'typed');
  const veil = member(given, 'veil');
  const scene = member(given, 'scene');
  const step = wholeNumber(member(given, 'step'), limits.steps);
  if (at === null || !ahead || typeof since !== 'number' || !Number.isFinite(since)) return null;
  if (typeof typed !== 'string' || !/^\d{0,3}$/.test(typed)) return null;
  if (typeof scene !== 'string' || scene.length > talkLimits.scene || step === null) return null;
  return { at, since, ahead, typed, veil: veils.find((each) => each === veil) ?? null, scene, step };
}

function readAhead(given: unknown): Ahead | null {
  const kind = member(given, 'kind');
  if (kind === 'answer' || kind === 'play' || kind === 'scene' || kind === 'end') return { kind };
  const stage = wholeNumber(member(given, 'stage'), 1000);
  const of = wholeNumber(member(given, 'of'), 1000);
  return kind === 'stage' && stage !== null && of !== null ? { kind, stage, of } : null;
}

function wholeNumber(given: unknown, max: number): number | null {
  return typeof given === 'number' && Number.isInteger(given) && given >= 0 && given <= max ? given : null;
}
