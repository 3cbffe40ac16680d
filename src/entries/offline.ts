import { saveBeforeReload } from '../app/before-reload.ts';
import { canStayOffline, stayOffline } from '../offline/register.ts';
import { createUpdateNotice } from '../panels/update-notice.ts';

/** Keeps the page for when there is no network, and offers newer versions. Takes the browser's idle time for it. */
export async function keepOffline(root: HTMLElement): Promise<void> {
  if (!canStayOffline()) return;
  await idle();
  const notice = createUpdateNotice();
  // There before it says something: only then do screen readers hear it.
  root.append(notice.element);
  await stayOffline((use) => {
    notice.show(() => saveBeforeReload().then(use));
  });
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve());
    else setTimeout(resolve);
  });
}
