/** The service worker from the page's side. */

/** Beside the page, wherever that is: its scope is the page's own folder. */
const SCRIPT = 'service-worker.js';

/** Whether this page may have a service worker: the full page in a window of its own, from a server that one can trust. */
export function canStayOffline(): boolean {
  return window === window.top && /^https?:$/.test(location.protocol) && 'serviceWorker' in navigator;
}

/**
 * Keeps the page for when there is no network. Without a place to keep it, as in a private or a sandboxed window, it
 * does nothing.
 *
 * @param ready A newer build is fetched and waits; `use` loads the page anew from it.
 */
export async function stayOffline(ready: (use: () => void) => void): Promise<void> {
  let container: ServiceWorkerContainer;
  let registration: ServiceWorkerRegistration;
  try {
    // The property itself throws in a sandboxed window.
    container = navigator.serviceWorker;
    registration = await container.register(SCRIPT);
  } catch {
    return;
  }

  const use = () => {
    const { waiting } = registration;
    // Another window may have been faster.
    if (!waiting) {
      location.reload();
      return;
    }
    container.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting.postMessage('activate');
  };
  const watch = (worker: ServiceWorker | null) => {
    const look = () => {
      // The first build is no newer one; a page that came from the network past the old one is the newer itself.
      if (worker?.state === 'installed' && container.controller) ready(use);
    };
    worker?.addEventListener('statechange', look);
    look();
  };
  watch(registration.waiting);
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
}
