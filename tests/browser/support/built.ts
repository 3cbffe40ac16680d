import { inject } from 'vitest';

/** The folder of the built page, once all of it is there. */
export async function builtFolder(): Promise<string> {
  const answer = await fetch(inject('pageUrl'));
  if (!answer.ok) throw new Error(`The page was not built: ${await answer.text()}`);
  return inject('pageFolder');
}
