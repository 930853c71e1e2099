/** Codes on a bad day before the camera of Chromium, read by html5-qrcode's own decoder and as we do. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { chromiumPath, chromiumSwitches } from '../../tests/services/chromium.ts';
import { type Figure, median } from '../bench-figure.ts';
import { projectFolder } from '../built-app.ts';
import type { FailedClosings } from '../hard-codes/close-in-mid-start.ts';
import { HARD_CODES } from '../hard-codes/hard-codes.ts';
import { makeFilm } from '../hard-codes/make-film.ts';
import type { PictureRead } from '../hard-codes/read-film.ts';

/** Less than a fifth of a second of a code that is held. */
const PICTURES_EACH = 2;
const CLOSINGS = 20;

export const name = 'scan';
export const describe = `${HARD_CODES.length} codes on a bad day, ${PICTURES_EACH} pictures of each, before the camera`;

export async function run(): Promise<readonly Figure[]> {
  const { reads, closings } = await readHardCodes();
  const wrong = reads.filter(({ picture, texts }) => texts.some((text) => text !== codeOf(picture).text));
  const time = (decoder: PictureRead['decoder']) =>
    reads.filter((read) => read.decoder === decoder).map(({ ms }) => ms);
  return [
    {
      what: 'codes read',
      value: countRead(reads, 'ours', HARD_CODES),
      unit: `of ${HARD_CODES.length}`,
      against: { what: "html5-qrcode's decoder", value: countRead(reads, 'theirs', HARD_CODES) },
    },
    {
      what: 'codes read',
      value: countRead(reads, 'ours', HARD_CODES),
      unit: `of ${HARD_CODES.length}`,
      against: {
        what: "html5-qrcode's decoder at the usual width of its element",
        value: countRead(reads, 'theirs-small', HARD_CODES),
      },
    },
    ...[...new Set(HARD_CODES.map(({ kind }) => kind))].map((kind): Figure => {
      const codes = HARD_CODES.filter((code) => code.kind === kind);
      return {
        what: `- ${kind}`,
        value: countRead(reads, 'ours', codes),
        unit: `of ${codes.length}`,
        against: { what: "html5-qrcode's", value: countRead(reads, 'theirs', codes) },
      };
    }),
    { what: 'pictures read as something else, by any', value: wrong.length, unit: `of ${reads.length}` },
    {
      what: 'a picture, the middle one',
      value: median(time('ours')),
      unit: 'ms',
      against: { what: "html5-qrcode's decoder", value: median(time('theirs')) },
    },
    {
      what: 'a picture, the middle one',
      value: median(time('ours')),
      unit: 'ms',
      against: {
        what: "html5-qrcode's decoder at the usual width of its element",
        value: median(time('theirs-small')),
      },
    },
    { what: 'the slowest picture', value: Math.max(...time('ours')), unit: 'ms' },
    {
      what: 'closed in mid-start: threw, or left the camera on',
      value: closings.ours,
      unit: `of ${CLOSINGS}`,
      against: { what: "html5-qrcode's", value: closings.theirs },
    },
  ];
}

async function readHardCodes(): Promise<{ reads: PictureRead[]; closings: FailedClosings }> {
  const folder = mkdtempSync(join(tmpdir(), 'yanqi-bench-'));
  await using ends = new AsyncDisposableStack();
  ends.defer(() => rmSync(folder, { recursive: true, force: true }));
  const camera = await makeFilm(HARD_CODES, PICTURES_EACH, folder);
  const server = await createServer({
    configFile: false,
    root: projectFolder,
    cacheDir: join(folder, 'vite'),
    server: { host: '127.0.0.1', hmr: false, watch: null },
    optimizeDeps: {
      entries: [],
      include: [
        'html5-qrcode',
        'html5-qrcode/esm/core',
        'html5-qrcode/esm/zxing-html5-qrcode-decoder',
        'zxing-wasm/reader',
        'zod',
      ],
    },
    logLevel: 'error',
  });
  ends.defer(() => server.close());
  await server.listen();
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: [...chromiumSwitches, '--use-fake-ui-for-media-stream', ...camera],
  });
  ends.defer(() => browser.close());
  const page = await browser.newPage();
  await page.goto(`${server.resolvedUrls?.local[0]}scripts/hard-codes/page.html`);
  return await page.evaluate(
    async ([folder, pictures, times]) => {
      const { readFilm } = await import(`${folder}/read-film.ts`);
      const { closeInMidStart } = await import(`${folder}/close-in-mid-start.ts`);
      return { reads: await readFilm(pictures), closings: await closeInMidStart(times) };
    },
    ['/scripts/hard-codes', HARD_CODES.length * PICTURES_EACH, CLOSINGS] as const,
  );
}

/** How many of the codes are read in at least one of their pictures. */
function countRead(
  reads: readonly PictureRead[],
  decoder: PictureRead['decoder'],
  codes: readonly (typeof HARD_CODES)[number][],
): number {
  const read = reads.filter((one) => one.decoder === decoder && one.texts.includes(codeOf(one.picture).text));
  const found = new Set(read.map(({ picture }) => codeOf(picture)));
  return codes.filter((code) => found.has(code)).length;
}

function codeOf(picture: number): (typeof HARD_CODES)[number] {
  const code = HARD_CODES[Math.floor(picture / PICTURES_EACH)];
  if (code === undefined) throw new Error(`the film has no picture ${picture}`);
  return code;
}
