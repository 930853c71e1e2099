import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readList } from '../../src/checkin/list/read-list.ts';
import { makeBadgeToken } from '../../src/checkin/ticket/token.ts';
import type { BadgeLayout } from '../../src/contract/badge-layout.ts';
import { EventSchema } from '../../src/contract/event.ts';
import type { Registration } from '../../src/contract/registration.ts';
import type { BadgeContent } from '../../src/core/badge/badge-content.ts';
import { type RenderedBadge, startBadgeRenderer } from '../../src/core/badge/renderer.ts';
import { badgeContent } from '../../src/core/station/badge-words.ts';
import { layoutFor } from '../../src/core/station/layouts.ts';
import { newKey } from '../fixtures/test-keys.ts';
import { fontsFolder, renderWorker } from './badge-parts.ts';

/** How many badges are looked at as a scanner would; YANQI_ALL_BADGES=1 looks at all. */
const SAMPLE = process.env.YANQI_ALL_BADGES === '1' ? 2_000 : 200;
const PAGES_AT_ONCE = 50;
const DOTS_PER_INCH = 200;
const STATION = '01890a5d-ac96-774b-bcce-b302099a8057';
const PLAIN_READER = { all: () => [], get: () => undefined };
/** Nobody on the list has a letter that no font draws, so one who does is added. */
const YI = { familyName: 'ꀀꀁ', givenName: '李' };

const run = promisify(execFile);
const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

interface Badge {
  readonly content: BadgeContent;
  readonly layout: BadgeLayout;
  readonly rendered: RenderedBadge;
}

let folder: string;
let badges: readonly Badge[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'badges-of-all-'));
  badges = await drawAll(await readAttendees());
}, 600_000);

afterAll(() => rm(folder, { recursive: true }));

test('each of 2,000 attendees gets a badge of one page, of the size of its layout', async () => {
  const attendees = badges.slice(0, -1);
  expect(attendees).toHaveLength(2_000);
  const faults = attendees.filter(({ rendered, layout }) => pageOf(rendered) !== sizeOf(layout));
  expect(faults.map(({ content }) => content.registration)).toEqual([]);
});

test('case 21: what no font draws is reported, character by character, and nothing else is', async () => {
  const drawable = await drawableCharacters();
  const reported = badges.map(({ content, rendered }) => ({
    guest: content.registration,
    undrawn: [...new Set(rendered.undrawn.map(({ character }) => character))].sort(),
  }));
  const expected = badges.map(({ content }) => ({
    guest: content.registration,
    undrawn: [...lettersOf(content)].filter((character) => !drawable(character)).sort(),
  }));
  expect(reported).toEqual(expected);
  // The test can tell: of the one who was added both letters are missing.
  expect(expected.at(-1)?.undrawn).toEqual(['ꀀ', 'ꀁ']);
});

test(`the QR codes of ${SAMPLE} badges read back as their guest's own`, { timeout: 1_200_000 }, async () => {
  const every = Math.floor(badges.length / SAMPLE);
  const sample = badges.filter((_, index) => index % every === 0).slice(0, SAMPLE);
  const read = await Promise.all(
    chunks(sample, Math.ceil(sample.length / availableParallelism())).map(async (part, index) => {
      const codes: string[] = [];
      for (const [at, pages] of chunks(part, PAGES_AT_ONCE).entries())
        codes.push(...(await scanned(pages, `${index}-${at}`)));
      return codes;
    }),
  );
  expect(read.flat()).toEqual(sample.map(({ content }) => content.code));
});

async function readAttendees(): Promise<BadgeContent[]> {
  const event = EventSchema.parse(
    JSON.parse(readFileSync(file('resources/events/world-sme-conference-2026.json'), 'utf8')),
  );
  const bytes = readFileSync(file('tests/fixtures/attendees-2000.csv'));
  const list = await readList({ name: 'attendees', bytes }, { encoding: null, event });
  if (!list.ok) throw new Error(list.failure.code);
  const { registrations } = list.value;
  const [first] = registrations;
  if (first === undefined) throw new Error('the list is empty');
  const key = newKey();
  const guests: Registration[] = [...registrations, { ...first, ...YI, id: 'YI', latinName: '' }];
  return guests.map((guest) => {
    const making = { station: STATION, generation: 1, issuedAtMs: Date.UTC(2026, 5, 21, 1) };
    const token = makeBadgeToken({ ...guest, registration: guest.id }, making, key);
    return badgeContent(guest, event, token);
  });
}

async function drawAll(contents: readonly BadgeContent[]): Promise<Badge[]> {
  const renderer = startBadgeRenderer({
    workerFile: renderWorker,
    fontsFolder,
    threads: availableParallelism(),
  });
  const layouts = new Map<string, BadgeLayout>();
  try {
    return await Promise.all(
      contents.map(async (content) => {
        const { id } = content.category;
        const layout = layouts.get(id) ?? layoutFor(PLAIN_READER, id).layout;
        layouts.set(id, layout);
        return { content, layout, rendered: await renderer.render(content, layout, 'batch') };
      }),
    );
  } finally {
    await renderer.close();
  }
}

/** `1 page of 105 x 148 mm`, as the file says. */
function pageOf({ pdf }: RenderedBadge): string {
  const text = new TextDecoder('latin1').decode(pdf);
  const pages = text.match(/\/Type \/Page\b/g)?.length;
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? [];
  const mm = [width, height].map((points) => Math.round((Number(points) * 25.4) / 72));
  return `${pages} page of ${mm.join(' x ')} mm`;
}

/** None of the layouts that are shipped for categories is folded. */
function sizeOf({ page }: BadgeLayout): string {
  return `1 page of ${page.width} x ${page.height} mm`;
}

/** What the badge has to say, without what is never drawn. */
function lettersOf(content: BadgeContent): Set<string> {
  const { familyName, givenName, latinName, title, badgeName, organization, jobTitle } = content;
  const text = [familyName, givenName, latinName, title, badgeName, organization, jobTitle].join('');
  return new Set(text.normalize('NFC').replace(/[\s\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, ''));
}

/** By fontconfig, which knows nothing of our code. */
async function drawableCharacters(): Promise<(character: string) => boolean> {
  const fonts = readdirSync(fontsFolder).flatMap((family) =>
    readdirSync(join(fontsFolder, family, '700Bold'))
      .filter((name) => name.endsWith('.ttf'))
      .map((name) => join(fontsFolder, family, '700Bold', name)),
  );
  const { stdout } = await run('fc-query', ['--format', '%{charset} ', ...fonts], { maxBuffer: 1e8 });
  const ranges = stdout
    .trim()
    .split(/\s+/)
    .map((range) => range.split('-').map((end) => parseInt(end, 16)));
  return (character) => {
    const point = character.codePointAt(0) ?? 0;
    return ranges.some(([first = 0, last = first]) => point >= first && point <= last);
  };
}

/** The codes of badges in their order, by a picture of each page; '' where there is none. */
async function scanned(pages: readonly Badge[], name: string): Promise<string[]> {
  const files = pages.map((_, index) => join(folder, `${name}-${index}.pdf`));
  for (const [index, path] of files.entries())
    await writeFile(path, pages[index]?.rendered.pdf ?? new Uint8Array());
  const together = join(folder, `${name}.pdf`);
  await run('pdfunite', [...files, together]);
  await run('pdftoppm', ['-gray', '-r', String(DOTS_PER_INCH), together, join(folder, name)]);
  const pictures = readdirSync(folder).filter((path) => path.startsWith(`${name}-`) && path.endsWith('.pgm'));
  const { stdout } = await run('zbarimg', ['--quiet', '--xml', ...pictures.sort()], {
    cwd: folder,
    maxBuffer: 1e8,
  });
  const read = [...stdout.matchAll(/<source href='([^']+)'>(.*?)<\/source>/gs)];
  const codes = new Map(
    read.map(([, source = '', symbols = '']) => [
      source,
      [...symbols.matchAll(/<!\[CDATA\[(.*?)\]\]>/gs)].map(([, code]) => code).join(' '),
    ]),
  );
  await Promise.all(
    [...files, together, ...pictures.map((path) => join(folder, path))].map((path) => rm(path)),
  );
  return pictures.sort().map((picture) => codes.get(picture) ?? '');
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
