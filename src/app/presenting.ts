/** The name under which a tab remembers the presentation at an address that a reload would cut off. */
export const memoryName = (search: string) => `fall-line-presenting${search}`;

/** Whether the page is to present as soon as it is there: its address says so, or a reload has cut it off. */
export function isPresentationAsked(search: string): boolean {
  if (new URLSearchParams(search).has('present')) return true;
  try {
    return sessionStorage.getItem(memoryName(search)) !== null;
  } catch {
    return false;
  }
}

/** The session whose presenter's window an address asks for, or null. */
export function presenterSession(search: string): string | null {
  return new URLSearchParams(search).get('presenter');
}
