import { defineConfig } from 'vite';

export default defineConfig({
  // Relative addresses, so that `dist/` works from any sub-path.
  base: './',
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
});
