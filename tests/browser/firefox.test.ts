import { expect, inject, test } from 'vitest';
import { findFirefox } from '../tools/find-browser.ts';
import { startFirefox } from '../tools/firefox.ts';

const program = findFirefox();

test.skipIf(!program)('starts in Firefox, where it is installed, and steps', async () => {
  const firefox = await startFirefox(program ?? '');
  try {
    await firefox.command('WebDriver:Navigate', { url: inject('pageUrl') });
    const evaluate = async <T>(script: string): Promise<T> => {
      const answer = await firefox.command<{ value: T }>('WebDriver:ExecuteScript', { script, args: [] });
      return answer.value;
    };
    await expect
      .poll(() => evaluate<boolean>('return "ready" in document.documentElement.dataset'), {
        timeout: 60_000,
      })
      .toBe(true);
    await evaluate('document.querySelector("[aria-label=\'Pause\']")?.click()');
    await evaluate('document.querySelector("[aria-label=\'To end\']").click()');
    await expect
      .poll(() => evaluate<string>('return document.querySelector("[aria-label=\'Step\']").value'))
      .toBe('200');
  } finally {
    await firefox.close();
  }
});
