/** A session is one presentation of one tab: its windows find each other by its name. */

/** What a session's name looks like in the address of the presenter's window. */
const FORM = /^[a-z0-9]{16}$/;

/** A name that no other session has. */
export function newSession(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('');
}

export function isSession(given: unknown): given is string {
  return typeof given === 'string' && FORM.test(given);
}

/**
 * Keeps a session for this page while it is open. False when another page has it: a duplicated tab brings what the
 * first one remembered.
 */
export async function holdSession(session: string): Promise<boolean> {
  if (!('locks' in navigator)) return true;
  return new Promise((resolve) => {
    const held = navigator.locks.request(`fall-line-present-${session}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      // Given back when the page is gone.
      return lock === null ? null : new Promise<void>(() => {});
    });
    held.catch(() => resolve(true));
  });
}
