import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const from = (path: string) => join(import.meta.dirname, path);

/** What is bundled is listed with its licence in a file that goes along. */
const license = { fileName: 'LICENSES.md' };

/**
 * Everything is bundled, so that the packed app holds no node_modules but better-sqlite3 and serialport's bindings:
 * native parts find themselves relative to their own folder. CommonJS for Node 18, because the test runtime (scripts/electron-runtime.ts)
 * is that old; the core itself runs on Node 24 everywhere.
 */
const bundled = {
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: 'chunks/[name]-[hash].cjs',
} as const;

export default defineConfig({
  main: {
    build: {
      target: 'node18',
      license,
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          main: from('src/main/main.ts'),
          // Entries of their own: main starts the core as a process, and the core starts the worker as a thread.
          'core-process': from('src/core/core-process.ts'),
          'render-worker': from('src/core/badge/render-worker.ts'),
        },
        external: ['better-sqlite3', '@serialport/bindings-cpp'],
        output: bundled,
      },
    },
  },
  preload: {
    build: {
      target: 'node18',
      license,
      externalizeDeps: false,
      rolldownOptions: { input: { preload: from('src/preload/preload.ts') }, output: bundled },
    },
  },
  renderer: {
    root: from('src/renderer'),
    // main writes each load's own nonce over this placeholder (src/main/pages.ts).
    html: { cspNonce: 'CSP-NONCE' },
    build: {
      target: 'chrome114',
      license,
      outDir: from('out/renderer'),
      // The content security policy allows no data: addresses.
      assetsInlineLimit: 0,
      minify: true,
      // Read from the disk, not over a network.
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: {
        input: Object.fromEntries(
          globSync(from('src/renderer/*.html')).map((page) => [basename(page, '.html'), page]),
        ),
      },
    },
    plugins: [react()],
  },
});
