import type { Plugin } from 'vite';
import { packDigits } from './digits.ts';

const NAME = 'virtual:digits';

/** The digits as a module of their own, which the page fetches when their model is opened: their bytes as base64. */
export function withDigits(): Plugin {
  let text: string | null = null;
  return {
    name: 'with-digits',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    load(id) {
      if (id !== `\0${NAME}`) return null;
      text ??= Buffer.from(packDigits()).toString('base64');
      return `export default ${JSON.stringify(text)};`;
    },
  };
}

/** The same as a file, for those who have the engine alone: `digits.bin`. */
export function withDigitsFile(): Plugin {
  return {
    name: 'with-digits-file',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'digits.bin', source: packDigits() });
    },
  };
}
