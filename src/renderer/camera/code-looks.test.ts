import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import QRCode from 'qrcode';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  prepareZXingModule,
  readBarcodes,
  type WriteInputBarcodeFormat,
  writeBarcode,
} from 'zxing-wasm/full';
import { encodeText } from '../../../tests/fixtures/legacy-encoder.ts';
import type { CodeKind } from '../../contract/event.ts';
import { LOOKS, optionsFor } from './code-looks.ts';
import { textOf } from './code-text.ts';

const MODULE_PX = 6;
const MARGIN_PX = 40;

beforeAll(() => {
  const wasm = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/full/zxing_full.wasm')));
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true });
});

/** The dark modules of a code, true where it is dark. */
interface Modules {
  readonly width: number;
  readonly height: number;
  isDark(column: number, row: number): boolean;
}

async function written(text: string, format: WriteInputBarcodeFormat): Promise<Modules> {
  const { symbol } = await writeBarcode(text, { format, withQuietZones: false });
  return { ...symbol, isDark: (column, row) => symbol.data[row * symbol.width + column] === 0 };
}

/** Bytes as most makers of QR codes write them: without a word about their encoding. */
function writtenBytes(bytes: Uint8Array): Modules {
  const { modules } = QRCode.create([{ data: bytes, mode: 'byte' }], {});
  const { size } = modules;
  return { width: size, height: size, isDark: (column, row) => modules.get(row, column) !== 0 };
}

/** A printed code on white paper, or white on black. */
function picture(code: Modules, inverted = false): ImageData {
  const width = code.width * MODULE_PX + 2 * MARGIN_PX;
  const height = code.height * MODULE_PX + 2 * MARGIN_PX;
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const column = Math.floor((x - MARGIN_PX) / MODULE_PX);
      const row = Math.floor((y - MARGIN_PX) / MODULE_PX);
      const isOnCode = column >= 0 && row >= 0 && column < code.width && row < code.height;
      const isDark = isOnCode && code.isDark(column, row);
      const start = 4 * (y * width + x);
      if (isDark !== inverted) data.fill(0, start, start + 3);
    }
  }
  return { data, width, height, colorSpace: 'srgb' };
}

async function textsOf(image: ImageData, kinds: readonly CodeKind[]): Promise<string[][]> {
  const reads = LOOKS.map((look) => readBarcodes(image, optionsFor(look, kinds)));
  return (await Promise.all(reads)).map((results) => results.map(textOf));
}

describe('a look at a picture of the camera', () => {
  it.each([
    ['a QR code', 'QRCode', []],
    ['a Data Matrix when the tickets carry it', 'DataMatrix', ['data-matrix']],
    ['a PDF417 when the tickets carry it', 'PDF417', ['pdf417']],
    ['an Aztec code when the tickets carry it', 'Aztec', ['aztec']],
  ] as const)('reads %s, dark on light', async (_what, format, kinds) => {
    const image = picture(await written('SME-2026-000417', format));
    expect(await textsOf(image, kinds)).toEqual([['SME-2026-000417'], ['SME-2026-000417']]);
  });

  it.each(['QRCode', 'DataMatrix', 'Aztec'] as const)('reads a %s that is light on dark', async (format) => {
    const image = picture(await written('SME-2026-000417', format), true);
    const kinds = ['data-matrix', 'aztec'] as const;
    expect(await textsOf(image, kinds)).toEqual([['SME-2026-000417'], ['SME-2026-000417']]);
  });

  it.each(['DataMatrix', 'PDF417', 'Aztec'] as const)(
    'passes over a %s when the tickets do not carry it',
    async (format) => {
      const image = picture(await written('SME-2026-000417', format));
      expect(await textsOf(image, [])).toEqual([[], []]);
    },
  );

  it('reads our own QR codes whatever the tickets carry', async () => {
    const image = picture(await written('YD127N4MV33000', 'QRCode'));
    expect(await textsOf(image, ['pdf417'])).toEqual([['YD127N4MV33000'], ['YD127N4MV33000']]);
  });

  it.each(['utf-8', 'gb18030'] as const)('reads Chinese that was written in %s', async (encoding) => {
    const text = '参会编号 SME-0417：王小明，第二届世界中小企业大会';
    const image = picture(writtenBytes(encodeText(text, encoding)));
    expect(await textsOf(image, [])).toEqual([[text], [text]]);
  });

  it('leaves a name in Latin-1 as it is', async () => {
    const image = picture(writtenBytes(Uint8Array.from('Zoë Müller', (letter) => letter.charCodeAt(0))));
    expect(await textsOf(image, [])).toEqual([['Zoë Müller'], ['Zoë Müller']]);
  });
});
