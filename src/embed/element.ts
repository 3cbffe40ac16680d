/**
 * The element for a host's page: <fall-line scene="loss=rosenbrock&opt=adam,lr:0.05" show="stage,transport">. It makes
 * the frame when that comes near the viewport, keeps its height, tells it the host's theme, and carries the methods
 * and events of the protocol. Built by itself to `embed.js`, a plain script that needs nothing else.
 */
import type { Answer, EventMessage, MethodName, Params, Result } from './api.ts';
import { optionNames, ownNames, SANDBOX } from './attributes.ts';
import { eventNames, methodNames } from './protocol.ts';

const STYLE = `
  :host { display: block; position: relative; min-height: 240px }
  :host([hidden]) { display: none }
  iframe { display: block; width: 100%; height: 420px; border: 0 }
  :host([height]) { min-height: 0 }
  :host([height]) iframe { height: 100% }
  iframe:not(.ready) { position: absolute; inset: 0; height: 100%; opacity: 0; pointer-events: none }
  .ready + slot { display: none }`;
/** How far from the viewport the frame is made. */
const NEAR = '600px';

const NO_BASE =
  'Fall Line does not know where its files are: give <fall-line> the attribute base="…/fall-line/".';

const NO_ANSWER = 'Fall Line has not answered from';
/** A frame that was loaded and says nothing for so long, in milliseconds, is not Fall Line's. */
const PATIENCE = 15_000;

/**
 * Where `embed.js` came from, as a plain script or as a module, which has no `currentScript`: who runs stands in an
 * error's stack. Undefined when it was bundled, and nobody but the host knows where the page lies.
 */
const source = [
  (document.currentScript as HTMLScriptElement | null)?.src ?? '',
  /[a-z]+:\/\/[^\s)@]*?\/embed\.js[^\s):]*/.exec(new Error('').stack ?? '')?.[0] ?? '',
].find((address) => /\/embed\.js(?:[?#]|$)/.test(address));
/** A style sheet of its own is not inline: a host's policy does not forbid it. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
const dark = matchMedia('(prefers-color-scheme: dark)');

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

class FallLineElement extends HTMLElement {
  static readonly observedAttributes = [...ownNames, ...optionNames];
  #frame: HTMLIFrameElement | null = null;
  #slot = document.createElement('slot');
  #root = this.attachShadow({ mode: 'open' });
  #complaint = document.createElement('p');
  #patience: ReturnType<typeof setTimeout> | undefined;
  /** What the frame says that it shows. */
  #shown = 'Fall Line';
  /** The height that the frame would like, in CSS pixels; 0 until it has told one. */
  #height = 0;
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
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(this.#slot);
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
    if (this.#frame && (name === 'title' || name === 'height')) this.#dress(this.#frame);
    else if (this.#frame && name === 'scene') this.request('setScene', { scene: now ?? '' }).catch(() => {});
    else {
      this.#stop();
      this.#start();
    }
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
    const from = given === null ? source : document.baseURI;
    if (from === undefined || !URL.canParse(given ?? '.', from)) return null;
    const page = new URL(given ?? '.', from);
    return isHere(page) || isInside() ? null : page;
  }

  #complain(sentence: string): void {
    this.#complaint.textContent = sentence;
    this.#root.append(this.#complaint);
  }

  /** What of a frame changes while it stays: its title, and its height where that is fixed. */
  #dress(frame: HTMLIFrameElement): void {
    frame.title = this.title || this.#shown;
    const fixed = this.getAttribute('height');
    const height = fixed === null ? this.#height : Number(fixed);
    frame.style.height = height > 0 ? `${height}px` : '';
  }

  #start(): void {
    if (this.#frame || !this.isConnected) return;
    const address = this.#page();
    this.#complaint.remove();
    if (!address) {
      this.#complain(NO_BASE);
      return;
    }
    const frame = document.createElement('iframe');
    this.#dress(frame);
    frame.setAttribute('sandbox', this.getAttribute('sandbox') || SANDBOX);
    frame.addEventListener('load', () => {
      this.#post({ fallLine: 1, id: 0, method: 'subscribe', params: { events: eventNames } });
      clearTimeout(this.#patience);
      this.#patience = setTimeout(() => this.#complain(`${NO_ANSWER} ${address.href}`), PATIENCE);
    });
    const options = optionNames
      .filter((name) => this.hasAttribute(name))
      .map((name) => {
        const value = this.getAttribute(name) ?? '';
        return value === '' ? name : `${name}=${encodeURIComponent(value)}`;
      });
    const lesson = this.getAttribute('lesson');
    if (lesson) options.push(`lesson=${encodeURIComponent(lesson)}`);
    address.search = ['embed', ...options].join('&');
    address.hash = this.getAttribute('scene') ?? '';
    frame.src = address.href;
    this.#frame = frame;
    this.#root.insertBefore(frame, this.#slot);
  }

  #stop(): void {
    clearTimeout(this.#patience);
    this.#complaint.remove();
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
      clearTimeout(this.#patience);
      this.#complaint.remove();
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
    if ('title' in data) this.#shown = data.title;
    if ('height' in data) this.#height = Math.min(4000, data.height);
    this.#dress(frame);
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

function isHere(page: URL): boolean {
  return page.origin === location.origin && page.pathname === location.pathname;
}

/** Whether this page stands in a frame of the element: a host that answers any address with its own page. */
function isInside(): boolean {
  const root = window.frameElement?.getRootNode();
  return root !== undefined && 'host' in root && (root.host as Element).localName === 'fall-line';
}

for (const name of methodNames) {
  Object.defineProperty(FallLineElement.prototype, name, {
    value(this: FallLineElement, params?: Params<typeof name>) {
      return this.request(name, params);
    },
  });
}
if (!customElements.get('fall-line')) customElements.define('fall-line', FallLineElement);
