import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

/**
 * Parts of three that its WebGLRenderer carries along and the stage never uses, 45 kB gzipped: the GLSL of three's
 * own materials (the stage's shaders are raw), virtual reality, shadow maps, prefiltered environments. The browser
 * tests run on the built page and see it at once when one of them is wanted after all.
 */
const unusedOfThree: readonly (readonly [file: string, code: string])[] = [
  ['/shaders/ShaderChunk.js', 'export const ShaderChunk = {};'],
  [
    '/webxr/WebXRManager.js',
    `export class WebXRManager {
      enabled = false;
      isPresenting = false;
      addEventListener() {}
      removeEventListener() {}
      setAnimationLoop() {}
      getEnvironmentBlendMode() {}
      dispose() {}
    }`,
  ],
  ['/webgl/WebGLShadowMap.js', 'export class WebGLShadowMap { enabled = false; render() {} }'],
  ['/extras/PMREMGenerator.js', 'export class PMREMGenerator {}'],
];

function withoutUnusedOfThree(): Plugin {
  const source = fileURLToPath(import.meta.resolve('three/src/Three.js'));
  return {
    name: 'without-unused-of-three',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id) => (id === 'three' ? source : null),
    load: (id) => unusedOfThree.find(([file]) => id.includes('/three/') && id.endsWith(file))?.[1] ?? null,
  };
}

/** Of KaTeX's twenty typefaces in three formats, those that the equations use, as WOFF2: 0.1 MB instead of 1.2. */
function withKatexFonts(...names: readonly string[]): Plugin {
  const needed = new RegExp(`KaTeX_(${names.join('|')})\\.woff2`);
  return {
    name: 'with-katex-fonts',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/katex.min.css')) return null;
      const woff2 = code.replace(/,url\([^)]*\.(woff|ttf)\) format\("\w+"\)/g, '');
      return woff2.replace(/@font-face\{[^}]*\}/g, (face) => (needed.test(face) ? face : ''));
    },
  };
}

export default defineConfig({
  // Relative addresses, so that `dist/` works from any sub-path.
  base: './',
  plugins: [
    withoutUnusedOfThree(),
    withKatexFonts(
      'Main-Regular',
      'Math-Italic',
      'Size1-Regular',
      'Size2-Regular',
      'Size3-Regular',
      'Size4-Regular',
    ),
  ],
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
});
