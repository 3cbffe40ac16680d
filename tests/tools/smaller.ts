/**
 * What every visit begins with, packed once more: a second minifier finds what the build's own leaves, a hundredth of it.
 * For all of the page that would take as long as all else of its build. `BUILD_QUICKLY` leaves it out.
 */
import { minify } from 'terser';
import type { Plugin } from 'vite';

/** @param names of the files, without what stands for their contents */
export function smaller(names: readonly string[]): Plugin {
  let isAsked = true;
  return {
    name: 'smaller',
    apply: 'build',
    configResolved({ build }) {
      isAsked = build.minify !== false && !process.env['BUILD_QUICKLY'];
    },
    generateBundle: {
      // After Vite's own last touches, which it does not minify.
      order: 'post',
      async handler(_, bundle) {
        if (!isAsked) return;
        const found = Object.values(bundle).filter(
          (file) => file.type === 'chunk' && names.includes(file.name),
        );
        if (found.length < names.length) this.error(`Some of these files are not made: ${names.join(', ')}`);
        for (const file of found) {
          if (file.type !== 'chunk') continue;
          const { code } = await minify(file.code, {
            module: true,
            ecma: 2020,
          });
          if (code === undefined) this.error(`${file.name} could not be minified.`);
          file.code = code;
        }
      },
    },
  };
}
