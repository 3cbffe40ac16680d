import type { DetachedWindowAPI } from 'happy-dom';

/** What a page relies on and happy-dom does not have. */

// No typeface is ever loaded: nothing is laid out.
Object.defineProperty(document, 'fonts', { configurable: true, value: { load: async () => [] } });
// The page has a doctype.
Object.defineProperty(document, 'compatMode', { configurable: true, value: 'CSS1Compat' });

// A frame gets an empty page, from nowhere.
const { happyDOM } = window as Window & typeof globalThis & { happyDOM: DetachedWindowAPI };
Object.assign(happyDOM.settings, { enableIframePageLoading: true });
happyDOM.settings.fetch.interceptor = { beforeAsyncRequest: async ({ window: to }) => new to.Response('') };

// Files share a document; each begins with an empty one, whatever the last has left in it.
document.body.replaceChildren();
