/** Shaders without their comments and indentation, which no graphics driver reads: as templates no minifier knows them. */
import type { Plugin } from 'vite';

/** A shader as it stands in a module. */
const shader = /(?<=\/\* glsl \*\/ )`[^`]*`/g;

export function leanShaders(): Plugin {
  let found = 0;
  return {
    name: 'lean-shaders',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/view3d\/.*\.ts$/ },
      handler(code) {
        const lean = code.replace(shader, (written) => {
          found += 1;
          return leanShader(written);
        });
        return lean === code ? null : { code: lean, map: { mappings: '' } };
      },
    },
    buildEnd(error) {
      if (!error && found === 0) this.error('No module of the stage has a shader as it is looked for.');
    },
  };
}

/** Lines stay lines, for what begins with # is one. */
export function leanShader(written: string): string {
  return written.replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, '').replaceAll(/[ \t]*\n\s*/g, '\n');
}
