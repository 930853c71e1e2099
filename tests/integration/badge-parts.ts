import { fileURLToPath } from 'node:url';
import { defaultLayout } from '../../src/core/badge/layout.ts';
import { fitText } from '../../src/core/badge/text/fit-text.ts';
import { openFonts } from '../../src/core/badge/text/fonts.ts';
import { readParagraph } from '../../src/core/badge/text/paragraph.ts';

export const fontsFolder = fileURLToPath(new URL('../../node_modules/@expo-google-fonts', import.meta.url));
export const renderWorker = new URL('../../src/core/badge/render-worker.ts', import.meta.url);

const POINTS_PER_MM = 72 / 25.4;
const fonts = openFonts(fontsFolder);

/** The size in points at which the default badge draws this text; it must fit on one line. */
export function drawnSize(text: string, name: 'name' | 'organization'): number {
  for (const { box, fields } of defaultLayout.columns) {
    const field = fields.find((candidate) => candidate.text === name);
    if (!field) continue;
    const room = { ...field, width: box.width * POINTS_PER_MM, height: field.height * POINTS_PER_MM };
    const fitted = fitText(readParagraph(text, field, fonts), room);
    if (fitted?.lines.length === 1) return fitted.size;
  }
  throw new Error(`The default badge does not draw ${text} on one line`);
}
