import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

/**
 * three's WebGLRenderer carries the GLSL of all of three's own materials, 36 kB gzipped. The stage draws with raw
 * shaders of its own and never compiles one of those, so the build leaves their text out. The browser tests run
 * on the built page and see it at once when that stops being true.
 */
function withoutBuiltInShaders(): Plugin {
  const source = fileURLToPath(import.meta.resolve('three/src/Three.js'));
  return {
    name: 'without-built-in-shaders',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id) => (id === 'three' ? source : null),
    load: (id) => (id.endsWith('/shaders/ShaderChunk.js') ? 'export const ShaderChunk = {};' : null),
  };
}

export default defineConfig({
  // Relative addresses, so that `dist/` works from any sub-path.
  base: './',
  plugins: [withoutBuiltInShaders()],
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
});
