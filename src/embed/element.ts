/**
 * The element for a host's page: <fall-line scene="loss=rosenbrock&opt=adam,lr:0.05" show="stage,transport">. It makes
 * the frame when that comes near the viewport, keeps its height, tells it the host's theme, and carries the methods
 * and events of the protocol. Built by itself to `embed.js`, a plain script that needs nothing else.
 */
import type { Answer, EventMessage, MethodName, Params, Result } from './api.ts';
import { eventNames, methodNames } from './protocol.ts';

/** Attributes that go into the frame's address. */
const OPTIONS = [
  'show',
  'knobs',
  'theme',
  'autoplay',
  'speed',
  'loop',
  'interact',
  'arrows',
  'background',
  'lang',
] as const;
const SANDBOX = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox';
const STYLE = `
  :host { display: block; position: relative; min-height: 240px }
  :host([hidden]) { display: none }
  iframe { display: block; width: 100%; height: 420px; border: 0 }
  :host([height]) iframe { height: 100% }
  iframe:not(.ready) { position: absolute; inset: 0; height: 100%; opacity: 0; pointer-events: none }
  .ready + slot { display: none }`;
/** How far from the viewport the frame is made. */
const NEAR = '600px';

const NO_BASE =
  'Fall Line does not know where its files are: give <fall-line> the attribute base="…/fall-line/".';

/**
 * Where `embed.js` came from, as a plain script or as a module; undefined when it was bundled, and nobody but the host
 * knows where the page lies.
 */
const source = [
  (document.currentScript as HTMLScriptElement | null)?.src ?? '',
  ...performance.getEntriesByType('resource').map(({ name }) => name),
].find((address) => /\/embed\.js(?:[?#]|$)/.test(address));
const dark = matchMedia('(prefers-color-scheme: dark)');

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

class FallLineElement extends HTMLElement {
  static readonly observedAttributes = ['scene', 'sandbox', 'base', ...OPTIONS];
  #frame: HTMLIFrameElement | null = null;
  #slot = document.createElement('slot');
  #root = this.attachShadow({ mode: 'open' });
  #complaint = document.createElement('p');
  #pending = new Map<number, Pending>();
  #nextId = 1;
  /** What waits for the frame to be ready. */
  #waiting: (() => void)[] = [];
  #isReady = false;
  /** The scene that the frame showed last: a frame that is moved in the page starts anew. */
  #scene: object | null = null;
  #theme = '';
  #ending = new AbortController();

  constructor() {
    super();
    const style = document.createElement('style');
    style.textContent = STYLE;
    this.#complaint.textContent = NO_BASE;
    this.#root.append(style, this.#slot);
  }

  connectedCallback(): void {
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    window.addEventListener('message', (event) => this.#receive(event), { signal });
    dark.addEventListener('change', () => this.#followTheme(), { signal });
    const themes = new MutationObserver(() => requestAnimationFrame(() => this.#followTheme()));
    for (const element of [document.documentElement, document.body])
      themes.observe(element, { attributes: true });
    const near = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.#start();
      },
      { rootMargin: NEAR },
    );
    near.observe(this);
    signal.addEventListener('abort', () => {
      themes.disconnect();
      near.disconnect();
    });
  }

  disconnectedCallback(): void {
    this.#ending.abort();
    this.#stop();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now || !(this.#frame || this.#complaint.isConnected)) return;
    if (name === 'scene' && this.#frame) {
      this.request('setScene', { scene: now ?? '' }).catch(() => {});
      return;
    }
    this.#stop();
    this.#start();
  }

  /** Asks the frame. Rejects with an Error whose `name` is the protocol's code. */
  request<M extends MethodName>(method: M, params?: Params<M>): Promise<Result<M>> {
    if (!this.#page()) return Promise.reject(new Error(NO_BASE));
    this.#start();
    return new Promise<Result<M>>((resolve, reject) => {
      const id = this.#nextId++;
      // The answer is of the method that was asked for.
      this.#pending.set(id, { resolve: resolve as (result: unknown) => void, reject });
      const send = () => this.#post({ fallLine: 1, id, method, params: params ?? {} });
      if (this.#isReady) send();
      else this.#waiting.push(send);
    });
  }

  /** The address of Fall Line's page; null where it is not known, is none, or would be the host's own. */
  #page(): URL | null {
    const given = this.getAttribute('base');
    const from = source ?? (given === null ? null : document.baseURI);
    if (from === null || !URL.canParse(given ?? '.', from)) return null;
    const page = new URL(given ?? '.', from);
    return page.origin === location.origin && page.pathname === location.pathname ? null : page;
  }

  #start(): void {
    if (this.#frame || !this.isConnected) return;
    const address = this.#page();
    this.#complaint.remove();
    if (!address) {
      this.#root.append(this.#complaint);
      return;
    }
    const frame = document.createElement('iframe');
    frame.title = this.title || 'Fall Line';
    frame.setAttribute('sandbox', this.getAttribute('sandbox') || SANDBOX);
    frame.addEventListener('load', () => {
      this.#post({ fallLine: 1, id: 0, method: 'subscribe', params: { events: eventNames } });
    });
    const options = OPTIONS.filter((name) => this.hasAttribute(name)).map((name) => {
      const value = this.getAttribute(name) ?? '';
      return value === '' ? name : `${name}=${encodeURIComponent(value)}`;
    });
    address.search = ['embed', ...options].join('&');
    address.hash = this.getAttribute('scene') ?? '';
    frame.src = address.href;
    this.#frame = frame;
    this.#root.insertBefore(frame, this.#slot);
  }

  #stop(): void {
    this.#frame?.remove();
    this.#frame = null;
    this.#isReady = false;
    this.#theme = '';
    for (const { reject } of this.#pending.values()) reject(new Error('The embed was taken away.'));
    this.#pending.clear();
    this.#waiting = [];
  }

  #post(message: object): void {
    const frame = this.#frame;
    // A sandboxed frame has an origin of its own that nobody can name; the message still reaches that window alone.
    const isNamed = frame?.sandbox.contains('allow-same-origin') ?? false;
    frame?.contentWindow?.postMessage(message, isNamed ? new URL(frame.src).origin : '*');
  }

  #receive({ source, data }: MessageEvent<unknown>): void {
    if (!this.#frame || source !== this.#frame.contentWindow) return;
    const message = data as Answer | EventMessage | null;
    if (message?.fallLine !== 1) return;
    if ('event' in message) this.#hear(message);
    else this.#settle(message);
  }

  #settle(answer: Answer): void {
    const pending = this.#pending.get(Number(answer.id));
    this.#pending.delete(Number(answer.id));
    if ('result' in answer) pending?.resolve(answer.result);
    else pending?.reject(Object.assign(new Error(answer.error.message), { name: answer.error.code }));
  }

  #hear({ event, data }: EventMessage): void {
    const frame = this.#frame;
    if (!frame || !eventNames.includes(event)) return;
    if (event === 'ready') {
      frame.className = 'ready';
      this.#isReady = true;
      this.#followTheme();
      const scene = this.#scene;
      if (scene) this.#post({ fallLine: 1, id: 0, method: 'setScene', params: { scene } });
      for (const send of this.#waiting.splice(0)) send();
    }
    // As if it had been pressed in the host's page: a deck turns its pages.
    if ('key' in data)
      this.dispatchEvent(
        new KeyboardEvent(data.type, { ...data, bubbles: true, cancelable: true, composed: true }),
      );
    if ('scene' in data) this.#scene = data.scene;
    if ('height' in data && !this.hasAttribute('height'))
      frame.style.height = `${Math.min(4000, data.height)}px`;
    this.dispatchEvent(new CustomEvent(event, { detail: data }));
  }

  /** Light text means a dark page, however its author made it. */
  #followTheme(): void {
    if (this.getAttribute('theme') !== 'host' || !this.#isReady || !this.#frame) return;
    const [r = 0, g = 0, b = 0] = (getComputedStyle(this).color.match(/[\d.]+/g) ?? []).map(Number);
    const theme = 0.2126 * r + 0.7152 * g + 0.0722 * b > 127 ? 'dark' : 'light';
    if (theme === this.#theme) return;
    this.#theme = theme;
    this.#frame.style.colorScheme = theme;
    this.#post({ fallLine: 1, id: 0, method: 'setTheme', params: { theme } });
  }
}

for (const name of methodNames) {
  Object.defineProperty(FallLineElement.prototype, name, {
    value(this: FallLineElement, params?: Params<typeof name>) {
      return this.request(name, params);
    },
  });
}
if (!customElements.get('fall-line')) customElements.define('fall-line', FallLineElement);
