import { fileURLToPath } from 'node:url';

export const fontsFolder = fileURLToPath(new URL('../../node_modules/@expo-google-fonts', import.meta.url));
export const renderWorker = new URL('../../src/core/badge/render-worker.ts', import.meta.url);
