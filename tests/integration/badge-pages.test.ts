import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { BadgeLayoutSchema } from '../../src/contract/badge-layout.ts';
import type { BadgeContent } from '../../src/core/badge/badge-content.ts';
import { drawBadge } from '../../src/core/badge/draw-badge.ts';
import { type BadgeRenderer, startBadgeRenderer } from '../../src/core/badge/renderer.ts';
import { openFonts } from '../../src/core/badge/text/fonts.ts';
import { badgeOf } from '../fixtures/badge-content.ts';
import { shippedLayout } from '../fixtures/layouts.ts';
import { fontsFolder, renderWorker } from './badge-parts.ts';
import { pageInfo, scannedCodes } from './pdf-tools.ts';
import { crop, type Picture, pageOf } from './pictures.ts';

const DOTS_PER_INCH = 300;
const defaultLayout = shippedLayout('default').layout;
const LONG = '第二届世界中小企业大会 Wolfeschlegelsteinhausenbergerdorff المنصوري ศรีสุวรรณ '.repeat(20);

let folder: string;
let renderer: BadgeRenderer;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'badge-pages-'));
  renderer = startBadgeRenderer({ workerFile: renderWorker, fontsFolder });
});

afterAll(async () => {
  await renderer.close();
  await rm(folder, { recursive: true });
});

test('a badge is one page of 105 x 148 mm', async () => {
  const { pdf } = await renderer.render(badgeOf({ familyName: '欧阳', givenName: '小明' }), defaultLayout);
  expect(await pageInfo(await kept(pdf))).toEqual({ pages: 1, width: 105, height: 148 });
});

test('case 25: a badge of 90 x 54 mm with more text than it holds is exactly one page', async () => {
  const small = BadgeLayoutSchema.parse({
    page: { width: 90, height: 54 },
    front: {
      columns: [
        {
          box: { x: 3, y: 3, width: 50, height: 48 },
          fields: [smallField('name'), smallField('organization')],
        },
      ],
      qr: { x: 59, y: 13, size: 28, quiet: 3 },
    },
  });
  const content = badgeOf({ familyName: LONG, organization: LONG });
  const { pdf } = await drawBadge(content, small, openFonts(fontsFolder));
  expect(await pageInfo(await kept(pdf))).toEqual({ pages: 1, width: 90, height: 54 });
});

test('texts of any length stay on the page and off the QR code', async () => {
  const long = badgeOf({
    event: { name: { zh: LONG.slice(0, 200), en: LONG.slice(0, 200) }, line: LONG },
    familyName: LONG,
    givenName: LONG,
    latinName: 'W'.repeat(20_000),
    organization: LONG,
    jobTitle: 'ห'.repeat(20_000),
    country: 'AE',
    category: { id: 'x', name: { zh: LONG.slice(0, 200), en: LONG.slice(0, 200) }, colour: '#00696b' },
  });
  const file = await kept((await renderer.render(long, defaultLayout)).pdf);
  expect(await pageInfo(file)).toEqual({ pages: 1, width: 105, height: 148 });
  const bare = await kept((await renderer.render(badgeOf({}), defaultLayout)).pdf);
  expect(quietSquare(await pageOf(file, 1, DOTS_PER_INCH))).toEqual(
    quietSquare(await pageOf(bare, 1, DOTS_PER_INCH)),
  );
});

test('case 27: an empty name, control characters and lone surrogates give a clean badge', async () => {
  const { pdf, undrawn } = await renderer.render(
    badgeOf({ familyName: ' \u0000', givenName: '\ud800', organization: 'A\u0007\ud800B\u202e\nC' }),
    defaultLayout,
  );
  expect(undrawn).toEqual([]);
  expect(await pageInfo(await kept(pdf))).toEqual({ pages: 1, width: 105, height: 148 });
});

test.each([
  ['an organiser code', 'V1JE2TGNKVK9'],
  ['a ticket of ours', `YD1${'A7K2M9QX4Z'.repeat(16)}`],
  ['a link', 'https://example.org/t/?id=42&name=Zo%C3%AB#x'],
  ['lower case and spaces', ' reg-1042 qwam '],
  ['Chinese characters', '签到-0042'],
  ['the longest code', 'aB3$'.repeat(128)],
])('the QR code of %s reads back as it was', async (_kind, code) => {
  const { pdf } = await renderer.render(badgeOf({ familyName: '欧阳', code }), defaultLayout);
  expect(await scanned(await kept(pdf))).toBe(code);
});

test('the twenty most varied attendees each get one page with their own code', async () => {
  const attendees = mostVaried(await readAttendees(), 20);
  const badges = await Promise.all(attendees.map((content) => renderer.render(content, defaultLayout)));
  for (const [at, badge] of badges.entries()) {
    const file = await kept(badge.pdf);
    expect(badge.undrawn).toEqual([]);
    expect(await pageInfo(file)).toEqual({ pages: 1, width: 105, height: 148 });
    expect(await scanned(file)).toBe(attendees[at]?.code);
  }
});

test('case 29: three badges asked for at once are each as if drawn alone', async () => {
  const attendees = mostVaried(await readAttendees(), 3);
  const together = await Promise.all(attendees.map((content) => renderer.render(content, defaultLayout)));
  const fonts = openFonts(fontsFolder);
  for (const [at, content] of attendees.entries()) {
    const alone = await drawBadge(content, defaultLayout, fonts);
    expect(await picture(together[at]?.pdf)).toEqual(await picture(alone.pdf));
  }
});

async function picture(pdf: Uint8Array = new Uint8Array()): Promise<Picture> {
  return pageOf(await kept(pdf), 1, 100);
}

function smallField(text: 'name' | 'organization') {
  const size = { max: 30, floor: 9 };
  return { text, size, weight: 'bold', lines: 2, height: 24, colour: '#10222e', align: 'left' };
}

async function kept(pdf: Uint8Array): Promise<string> {
  const file = path.join(await mkdtemp(path.join(folder, 'badge-')), 'badge.pdf');
  await writeFile(file, pdf);
  return file;
}

async function scanned(file: string): Promise<string> {
  const [code = ''] = await scannedCodes(file, DOTS_PER_INCH);
  return code;
}

function quietSquare(page: Picture): Picture {
  const [left = 0, top = 0, side = 0] = [34.5, 86.6, 35.9].map((mm) =>
    Math.round((mm * DOTS_PER_INCH) / 25.4),
  );
  return crop(page, left, top, side, side);
}

const AttendeeSchema = z.object({
  code: z.string(),
  family_name: z.string(),
  given_name: z.string(),
  latin_name: z.string(),
  organization: z.string(),
  job_title: z.string(),
  country: z.string(),
});

async function readAttendees(): Promise<BadgeContent[]> {
  const text = await readFile(new URL('../fixtures/attendees-2000.csv', import.meta.url), 'utf8');
  const { data } = Papa.parse(text, { header: true, skipEmptyLines: true });
  return z
    .array(AttendeeSchema)
    .parse(data)
    .map((row) =>
      badgeOf({
        code: row.code,
        familyName: row.family_name,
        givenName: row.given_name,
        latinName: row.latin_name,
        organization: row.organization,
        jobTitle: row.job_title,
        country: row.country,
      }),
    );
}

/** Those who bring the most characters that nobody chosen before them has. */
function mostVaried(attendees: readonly BadgeContent[], count: number): BadgeContent[] {
  const seen = new Set<string>();
  return Array.from({ length: count }, () => {
    const best = attendees.reduce((one, other) => (novelty(other, seen) > novelty(one, seen) ? other : one));
    for (const character of textOf(best)) seen.add(character);
    return best;
  });
}

function novelty(content: BadgeContent, seen: ReadonlySet<string>): number {
  return [...new Set(textOf(content))].filter((character) => !seen.has(character)).length;
}

function textOf(content: BadgeContent): string {
  return content.familyName + content.givenName + content.latinName + content.organization + content.jobTitle;
}
