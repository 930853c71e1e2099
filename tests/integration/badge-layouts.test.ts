import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type BadgeLayout, BadgeLayoutSchema } from '../../src/contract/badge-layout.ts';
import type { BadgeContent } from '../../src/core/badge/badge-content.ts';
import { drawBadge } from '../../src/core/badge/draw-badge.ts';
import { sheetOf } from '../../src/core/badge/sheet.ts';
import { testSheet } from '../../src/core/badge/test-sheet.ts';
import { openFonts } from '../../src/core/badge/text/fonts.ts';
import { badgeOf } from '../fixtures/badge-content.ts';
import { dataAddress, GREY_JPEG, pngOf, svgOf } from '../fixtures/images.ts';
import { shippedLayout } from '../fixtures/layouts.ts';
import { chromiumPath, chromiumSwitches } from '../services/chromium.ts';
import { fontsFolder } from './badge-parts.ts';
import { browserPage, fontFaces } from './chromium-layouts.ts';
import { pageInfo, scannedCodes } from './pdf-tools.ts';
import { greyDifference, type Picture, pageOf, pixel } from './pictures.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/**
 * Whole badges against the same layout, texts and fonts in Chromium, both drawn by pdftoppm. A pixel differs when no
 * pixel around its place in the other picture is within 64 of 255 grey levels of it. Equal means: in no square of
 * 2 mm do more than 10 % of the pixels differ, nor is its mean grey off by more than 10 %. Twins measure 8.4 % at most.
 */
const DOTS_PER_INCH = 150;
const TILE = Math.round((2 * DOTS_PER_INCH) / 25.4);
const TOLERANCE = 0.1;

const OWN = ['default', 'delegate', 'exhibitor', 'government', 'press', 'speaker', 'staff', 'vip'];
const EXAMPLES = ['a6-folded-left', 'a6-folded-top', 'card-86x54', 'label-62x100', 'small-90x54'];
const ALL = [...OWN, ...EXAMPLES.map((name) => `examples/${name}`)];
/** As long as that of a badge. */
const CODE = `YD1${'A7K2M9QX4Z'.repeat(17)}`;
const GUEST: Partial<BadgeContent> = {
  familyName: '欧阳',
  givenName: '小明',
  latinName: 'Ouyang Xiaoming',
  organization: '人工智能与金融科技联合实验室',
  jobTitle: 'Chief Scientist',
  country: 'CN',
  code: CODE,
};

const fonts = openFonts(fontsFolder);
let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'badge-layouts-'));
  browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumSwitches });
});

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

async function ours(content: BadgeContent, layout: BadgeLayout): Promise<string> {
  const file = path.join(await mkdtemp(path.join(folder, 'badge-')), 'badge.pdf');
  await writeFile(file, (await drawBadge(content, layout, fonts)).pdf);
  return file;
}

async function browsers(content: BadgeContent, layout: BadgeLayout): Promise<string> {
  const { width, height } = sheetOf(layout);
  const file = path.join(await mkdtemp(path.join(folder, 'browser-')), 'badge.pdf');
  const html = `${file}.html`;
  await writeFile(
    html,
    `<!doctype html><meta charset="utf-8"><style>${fontFaces()}
    @page { size: ${width}mm ${height}mm; margin: 0 } body { margin: 0; -webkit-print-color-adjust: exact }
    svg { display: block } text { unicode-bidi: plaintext }</style>${browserPage(content, layout)}`,
  );
  const page = await browser.newPage();
  await page.goto(`file://${html}`);
  await page.evaluate(() => document.fonts.ready);
  await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
  await page.close();
  return file;
}

async function picture(file: string): Promise<Picture> {
  return pageOf(file, 1, DOTS_PER_INCH);
}

async function difference(badge: string, reference: string): Promise<number> {
  return greyDifference(await picture(badge), await picture(reference), TILE);
}

test('there is a layout for each category of the sample event, and one for any other', async () => {
  const { default: event } = await import('../../resources/events/world-sme-conference-2026.json', {
    with: { type: 'json' },
  });
  const files = await readdir(new URL('../../resources/layouts', import.meta.url));
  expect(files.filter((name) => name.endsWith('.json')).sort()).toEqual(OWN.map((name) => `${name}.json`));
  const claimed = OWN.flatMap((name) => shippedLayout(name).categories ?? ['(any other)']);
  expect(claimed.sort()).toEqual(['(any other)', ...event.categories.map(({ id }) => id)].sort());
});

describe.each(ALL)('the layout %s', (name) => {
  const { layout, categories } = shippedLayout(name);
  const content = badgeOf({ ...GUEST, category: categoryOf(categories?.[0] ?? 'speaker') });

  test('is drawn as a browser draws it', async () => {
    const badge = await ours(content, layout);
    expect(await difference(badge, await browsers(content, layout))).toBeLessThan(TOLERANCE);
  });

  test('gives one page of its size, with a code that scans, whatever the texts', async () => {
    const { width, height } = sheetOf(layout);
    const long = 'Wolfeschlegelsteinhausenbergerdorff المنصوري ศรีสุวรรณ 中小企业 '.repeat(300);
    const full = { familyName: long, latinName: long, organization: long, jobTitle: long, country: 'AE' };
    for (const guest of [content, badgeOf({ ...full, code: CODE, title: long.slice(0, 60) })]) {
      const badge = await ours(guest, layout);
      expect(await pageInfo(badge)).toEqual({ pages: 1, width, height });
      expect(await scannedCodes(badge)).toEqual([CODE]);
    }
  });
});

function categoryOf(id: string): BadgeContent['category'] {
  return { id, name: { zh: '演讲嘉宾', en: 'Speaker' }, colour: '#00696b' };
}

describe('the comparison notices', () => {
  const { layout } = shippedLayout('speaker');
  const content = badgeOf(GUEST);
  const [first, ...columns] = layout.front.columns;
  const front = (change: object) => ({ ...layout, front: { ...layout.front, ...change } });
  const moved = first && {
    ...first,
    box: { ...first.box, x: first.box.x + 0.6, width: first.box.width - 0.6 },
  };

  test.each<[string, BadgeLayout, Partial<BadgeContent>]>([
    ['a column that is 0.3 mm off', BadgeLayoutSchema.parse(front({ columns: [moved, ...columns] })), {}],
    ['a missing image', front({ images: [] }), {}],
    [
      'a band of another colour',
      front({ bands: layout.front.bands.map((one) => ({ ...one, colour: 'category' })) }),
      {},
    ],
    ['a missing field', layout, { jobTitle: '' }],
    ['another code', layout, { code: `${CODE.slice(0, -1)}Y` }],
    ['a missing letter', layout, { latinName: 'Ouyan Xiaoming' }],
  ])('%s', async (_fault, faulty, change) => {
    const reference = await browsers(content, layout);
    const badge = await ours({ ...content, ...change }, faulty);
    expect(await difference(badge, reference)).toBeGreaterThan(TOLERANCE);
  });
});

describe('images', () => {
  const box = { x: 10, y: 30, width: 40, height: 20 };
  const layoutWith = (source: string, fit: 'contain' | 'cover') =>
    BadgeLayoutSchema.parse({ page: { width: 105, height: 148 }, front: { images: [{ box, source, fit }] } });

  test.each([
    ['a transparent PNG', dataAddress('png', pngOf(8, 8, [20, 20, 20, 128]))],
    ['a JPEG', dataAddress('jpeg', GREY_JPEG)],
    ['an SVG', dataAddress('svg+xml', svgOf('<circle cx="5" cy="5" r="5" fill="currentColor"/>'))],
  ])('%s is as large as its box holds, or fills it', async (_kind, source) => {
    for (const fit of ['contain', 'cover'] as const) {
      const layout = layoutWith(source, fit);
      const badge = await ours(badgeOf({}), layout);
      expect(await difference(badge, await browsers(badgeOf({}), layout))).toBeLessThan(TOLERANCE);
    }
  });

  test('that are none stop the badge and are named', async () => {
    const broken = layoutWith(dataAddress('png', Buffer.from('nothing of the kind')), 'contain');
    await expect(drawBadge(badgeOf({}), broken, fonts)).rejects.toThrow('front.images[0]');
  });

  test('are decoded once: a second badge has the same picture', async () => {
    const layout = layoutWith(dataAddress('png', pngOf(8, 8, [200, 0, 0, 90])), 'contain');
    const [one, other] = [await ours(badgeOf({}), layout), await ours(badgeOf({}), layout)];
    expect(await picture(other)).toEqual(await picture(one));
  });
});

/** Where something is printed along a line across the page (or down it), in mm from its start, to 0.1. */
async function inkAlong(layout: BadgeLayout, way: 'across' | 'down', at: number): Promise<number[]> {
  const dots = 508; // 20 for each mm
  const page = await pageOf(await ours(badgeOf({}), layout), 1, dots);
  const length = way === 'across' ? page.width : page.height;
  const grey = (place: number) =>
    way === 'across' ? pixel(page, place, at * 20) : pixel(page, at * 20, place);
  const places = Array.from({ length }, (_none, place) => place).filter((place) => grey(place) < 200);
  return [...new Set(places.map((place) => Math.round(place / 2) / 10))];
}

/** Every place of `ink` is near to one of `expected`, and the other way round. */
function near(ink: readonly number[], expected: readonly number[]): boolean {
  const isNear = (one: number, others: readonly number[]) =>
    others.some((other) => Math.abs(one - other) < 0.25);
  return ink.every((one) => isNear(one, expected)) && expected.every((one) => isNear(one, ink));
}

test('marks say where to cut, outside of what colour reaches', async () => {
  const layout = BadgeLayoutSchema.parse({
    page: { width: 90, height: 54 },
    front: {},
    cutMarks: { margin: 6 },
  });
  for (const edge of [1, 65]) expect(near(await inkAlong(layout, 'across', edge), [6, 96])).toBe(true);
  for (const edge of [1, 101]) expect(near(await inkAlong(layout, 'down', edge), [6, 60])).toBe(true);
  for (const inside of [4, 33]) expect(await inkAlong(layout, 'across', inside)).toEqual([]);
});

test.each([
  ['left', 'across', 90, 0.2],
  ['top', 'down', 54, 0.2],
] as const)('a mark says where to fold at the %s', async (fold, way, place, edge) => {
  const layout = BadgeLayoutSchema.parse({ page: { width: 90, height: 54 }, front: {}, back: {}, fold });
  expect(near(await inkAlong(layout, way, edge), [place])).toBe(true);
  expect(await inkAlong(layout, way, 20)).toEqual([]);
});

test('the test sheet measures: rulers in mm from the corner, the edges, a code as large as the badge has', async () => {
  const { layout } = testSheet(shippedLayout('default').layout);
  const tens = Array.from({ length: 11 }, (_none, at) => at * 10);
  expect(near(await inkAlong(layout, 'across', 3.5), [...tens, 2, 103, 105])).toBe(true);
  expect(near(await inkAlong(layout, 'down', 3.5), [...tens, 110, 120, 130, 140, 2, 146, 148])).toBe(true);
  expect(layout.front.qr?.size).toBe(28);
});

test('a flag is drawn where the country has one and the event wants it', async () => {
  const box = { x: 10, y: 10, width: 30, height: 20 };
  const layout = BadgeLayoutSchema.parse({
    page: { width: 60, height: 40 },
    front: { flags: [{ box }] },
    countries: { TW: { flag: false } },
  });
  const blank = await picture(await ours(badgeOf({}), layout));
  for (const [country, isDrawn] of [
    ['FR', true],
    ['TW', false],
    ['QX', false],
  ] as const) {
    const drawn = await picture(await ours(badgeOf({ country }), layout));
    expect([country, greyDifference(drawn, blank, TILE) > TOLERANCE]).toEqual([country, isDrawn]);
  }
});
