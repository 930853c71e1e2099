import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Where the files lie that the code needs beside itself: in the source tree (`src/core/`), in the bundle
 * (`out/main/`, of the project or of the packed app) they are found by walking up from the running file.
 */

/** The folder `resources` of the project, or its copy in the packed app. */
export function resourcesFolder(): string {
  return dirname(findUpwards('resources/events'));
}

/** The folder of the badge fonts. */
export function fontsFolder(): string {
  return findUpwards('node_modules/@expo-google-fonts', 'resources/fonts');
}

/** The program that hands PDFs to the print queues of Windows; only packages for Windows have it. */
export function sumatraFile(): string {
  const name = 'SumatraPDF-3.4.6-32.exe';
  return findUpwards(`node_modules/pdf-to-printer/dist/${name}`, `resources/sumatrapdf/${name}`);
}

/** The entry of the worker thread that draws badges: bundled, or as source. */
export function renderWorkerFile(): string {
  return findUpwards('render-worker.cjs', 'badge/render-worker.ts');
}

function findUpwards(...candidates: readonly string[]): string {
  let folder = import.meta.dirname;
  for (;;) {
    for (const candidate of candidates) {
      const path = join(folder, candidate);
      if (existsSync(path)) return path;
    }
    if (dirname(folder) === folder) break;
    folder = dirname(folder);
  }
  throw new Error(`neither of ${candidates.join(', ')} lies above ${import.meta.dirname}`);
}
