import type { Answer, EventMessage, EventName, Events } from './api.ts';
import type { Dispatch } from './dispatcher.ts';

/** The part of a window that the link needs; tests bring their own. */
export interface Framed {
  readonly parent: Pick<Window, 'postMessage'>;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
}

/** The line to the page around the embed. */
export interface ParentLink {
  /** Serves what came before, and from now on what comes. */
  serve(dispatch: Dispatch): void;
  /** Which events are sent from now on. */
  subscribe(events: readonly EventName[]): void;
  /** Sends an event when it is subscribed to. */
  emit<E extends EventName>(event: E, data: Events[E]): void;
  dispose(): void;
}

/** Messages that are kept until the embed can serve them. */
const MAX_EARLY = 100;

/**
 * Listens to the parent alone and answers it alone, to the origin from which it wrote. A parent of an opaque origin
 * has none to write to: it is answered at any origin, which its window alone receives.
 */
export function createParentLink(self: Framed): ParentLink {
  let early: MessageEvent<unknown>[] | null = [];
  let dispatch: Dispatch = () => null;
  let subscribed: ReadonlySet<EventName> = new Set();
  let origin: string | null = null;

  const send = (message: Answer | EventMessage) => {
    if (origin !== null) self.parent.postMessage(message, origin);
  };
  const receive = (event: MessageEvent<unknown>) => {
    if (event.source !== self.parent || self.parent === (self as unknown)) return;
    if (early) {
      if (early.length < MAX_EARLY) early.push(event);
      return;
    }
    const before = origin;
    origin = event.origin === 'null' ? '*' : event.origin;
    const answer = dispatch(event.data);
    if (answer instanceof Promise) void answer.then(send);
    else if (answer) send(answer);
    // Whoever has not spoken the protocol is sent nothing.
    else origin = before;
  };
  self.addEventListener('message', receive);

  return {
    serve(by) {
      dispatch = by;
      const kept = early ?? [];
      early = null;
      kept.forEach(receive);
    },
    subscribe(events) {
      subscribed = new Set(events);
    },
    emit(event, data) {
      if (subscribed.has(event)) send({ fallLine: 1, event, data });
    },
    dispose() {
      self.removeEventListener('message', receive);
    },
  };
}
