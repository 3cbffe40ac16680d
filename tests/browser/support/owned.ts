/** What a page holds at a moment, by kind. What hangs on an element that has left the document goes with it. */
export type Owned = Readonly<Record<string, number>>;

declare global {
  /** @param evenGone with observers of elements that have left the document */
  var owned: (evenGone?: boolean) => Owned;
}

/**
 * Counts, from before the page's first script on, what has to be given back: listeners by the kind of their target and
 * their type, observers, timers, WebGL contexts and their objects, workers, channels and addresses of blobs.
 */
export function countOwned(): void {
  const kindOf = (target: unknown): string => {
    if (target === window) return 'window';
    if (target instanceof Element) {
      const { id, localName } = target;
      // Numbers of elements that are made anew go on.
      return id === '' ? localName : `${localName}#${id.replaceAll(/\d+/g, '')}`;
    }
    return Object.prototype.toString.call(target).slice(8, -1);
  };
  const closed = new WeakSet<object>();
  /** Whether it can still be told something: an element of the page, a channel that is open, a window, a worker. */
  const isHere = (target: object) =>
    target instanceof Node ? target.isConnected : !(target instanceof AbortSignal || closed.has(target));

  // Listeners.
  interface Listening {
    readonly target: EventTarget;
    readonly type: string;
    readonly listener: unknown;
    readonly capture: boolean;
  }
  const listening = new Set<Listening>();
  const captureOf = (options: unknown) =>
    typeof options === 'boolean'
      ? options
      : Boolean((options as AddEventListenerOptions | undefined)?.capture);
  const find = (target: EventTarget, type: string, listener: unknown, capture: boolean) =>
    [...listening].find(
      (each) =>
        each.target === target &&
        each.type === type &&
        each.listener === listener &&
        each.capture === capture,
    );
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    // Called as a function it is the window's.
    const target = this ?? window;
    const capture = captureOf(options);
    const { once = false, signal } = typeof options === 'object' ? options : {};
    if (listener && !signal?.aborted && !find(target, type, listener, capture)) {
      const entry: Listening = { target, type, listener, capture };
      listening.add(entry);
      const forget = () => void listening.delete(entry);
      if (once) addEventListener.call(target, type, forget, { capture, once: true });
      if (signal) addEventListener.call(signal, 'abort', forget, { once: true });
    }
    return addEventListener.call(target, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const target = this ?? window;
    const entry = find(target, type, listener, captureOf(options));
    if (entry) listening.delete(entry);
    return removeEventListener.call(target, type, listener, options);
  };

  // Observers.
  const observing = new Map<object, Set<Node>>();
  for (const name of ['ResizeObserver', 'IntersectionObserver', 'MutationObserver'] as const) {
    const { prototype } = globalThis[name] as unknown as {
      prototype: Record<'observe' | 'unobserve' | 'disconnect', (this: object, ...given: unknown[]) => void>;
    };
    const { observe, unobserve, disconnect } = prototype;
    prototype.observe = function (target, ...options) {
      observing.set(this, (observing.get(this) ?? new Set()).add(target as Node));
      return observe.call(this, target, ...options);
    };
    if (unobserve)
      prototype.unobserve = function (target) {
        observing.get(this)?.delete(target as Node);
        return unobserve.call(this, target);
      };
    prototype.disconnect = function () {
      observing.delete(this);
      return disconnect.call(this);
    };
  }

  // Timers: a frame that is asked for comes by itself, and is none.
  const timers = new Set<unknown>();
  for (const [set, clear] of [
    ['setTimeout', 'clearTimeout'],
    ['setInterval', 'clearInterval'],
  ] as const) {
    const original = window[set].bind(window) as (...given: unknown[]) => number;
    const originalClear = window[clear].bind(window);
    Object.assign(window, {
      [set]: (act: unknown, ...given: unknown[]) => {
        const handle = original(
          (...values: unknown[]) => {
            if (set === 'setTimeout') timers.delete(handle);
            if (typeof act === 'function') (act as (...values: unknown[]) => void)(...values);
          },
          ...given,
        );
        timers.add(handle);
        return handle;
      },
      [clear]: (handle?: number) => {
        timers.delete(handle);
        originalClear(handle);
      },
    });
  }

  // WebGL.
  const contexts = new Set<WebGL2RenderingContext>();
  const objects = new Map<WebGL2RenderingContext, Map<string, Set<object>>>();
  const getContext = HTMLCanvasElement.prototype.getContext as (...given: unknown[]) => unknown;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...given: unknown[]) {
    const context = getContext.apply(this, given);
    if (!(context instanceof WebGL2RenderingContext) || objects.has(context)) return context;
    contexts.add(context);
    objects.set(context, new Map());
    return context;
  } as typeof HTMLCanvasElement.prototype.getContext;
  const gl = WebGL2RenderingContext.prototype as unknown as Record<
    string,
    (this: WebGL2RenderingContext, ...given: unknown[]) => unknown
  >;
  for (const kind of [
    'Buffer',
    'Texture',
    'Program',
    'Shader',
    'Framebuffer',
    'Renderbuffer',
    'VertexArray',
  ]) {
    const make = gl[`create${kind}`]!;
    const remove = gl[`delete${kind}`]!;
    gl[`create${kind}`] = function (...given) {
      const made = make.apply(this, given) as object | null;
      const own = objects.get(this);
      if (made) own?.set(kind, (own.get(kind) ?? new Set()).add(made));
      return made;
    };
    gl[`delete${kind}`] = function (...given) {
      objects
        .get(this)
        ?.get(kind)
        ?.delete(given[0] as object);
      return remove.apply(this, given);
    };
  }

  // What has an end of its own.
  const open = new Map<string, Set<unknown>>();
  const opened = (kind: string, one: unknown) => open.set(kind, (open.get(kind) ?? new Set()).add(one));
  const ends = [
    ['Worker', 'terminate'],
    ['BroadcastChannel', 'close'],
    ['AudioContext', 'close'],
  ] as const;
  for (const [name, end] of ends) {
    const Original = (globalThis as unknown as Record<string, new (...given: unknown[]) => object>)[name];
    if (!Original) continue;
    const Counted = class extends Original {
      constructor(...given: unknown[]) {
        super(...given);
        opened(name, this);
      }
    };
    const { prototype } = Original as { prototype: Record<string, (this: object) => unknown> };
    const stop = prototype[end]!;
    prototype[end] = function () {
      closed.add(this);
      open.get(name)?.delete(this);
      return stop.call(this);
    };
    Object.assign(globalThis, { [name]: Counted });
  }
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    const address = createObjectURL.call(URL, blob);
    opened('address of a blob', address);
    return address;
  };
  URL.revokeObjectURL = (address) => {
    open.get('address of a blob')?.delete(address);
    revokeObjectURL.call(URL, address);
  };

  globalThis.owned = (evenGone = false) => {
    const counts: Record<string, number> = {};
    const count = (kind: string, by = 1) => {
      if (by > 0) counts[kind] = (counts[kind] ?? 0) + by;
    };
    for (const { target, type } of listening) if (isHere(target)) count(`${kindOf(target)} hears ${type}`);
    for (const [observer, targets] of observing)
      for (const target of targets)
        if (evenGone || target.isConnected) count(`${kindOf(observer)} of ${kindOf(target)}`);
    count('timers', timers.size);
    for (const context of contexts) {
      if (context.isContextLost()) continue;
      count('WebGL contexts');
      for (const [kind, made] of objects.get(context) ?? []) count(`WebGL ${kind}`, made.size);
    }
    for (const [kind, all] of open) count(kind, all.size);
    count('elements', document.querySelectorAll('*').length);
    return counts;
  };
}
