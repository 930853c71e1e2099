import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import worldSmeConference from '../../../resources/events/world-sme-conference-2026.json' with {
  type: 'json',
};
import { registration } from '../../../tests/fixtures/people.ts';
import { displayName } from '../../checkin/display-name.ts';
import { readList } from '../../checkin/list/read-list.ts';
import { EventSchema } from '../../contract/event.ts';
import type { Registration } from '../../contract/registration.ts';
import { openDatabase, type StationDatabase } from './database.ts';
import { countRegistrations, putRegistrations } from './registrations.ts';
import { searchRegistrations } from './search.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // whole lists, on a machine that does more

let folder: string;
let database: StationDatabase;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'search-'));
  database = openDatabase(join(folder, 'station.sqlite'));
  const bytes = readFileSync(new URL('../../../tests/fixtures/attendees-2000.csv', import.meta.url));
  const reading = await readList(
    { name: 'attendees-2000.csv', bytes },
    { encoding: null, event: EventSchema.parse(worldSmeConference) },
  );
  if (!reading.ok) throw new Error(reading.failure.code);
  const { registrations } = reading.value;
  database.write((writer) => putRegistrations(writer, [...registrations, ...GUESTS]));
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function guest(id: string, changes: Partial<Registration>): Registration {
  return registration({ id, code: `CODE-${id}`, ...changes });
}

/** Names that no fixture has. */
const GUESTS = [
  guest('Q1', { familyName: '钟离', givenName: '小帅', phone: '+86 138-0013-7261', code: 'KX7P-9QLM' }),
  guest('Q2', { familyName: 'Xylo', givenName: 'Zoe\u0308' }),
  guest('Q3', { familyName: 'Xylophone', givenName: 'Zara' }),
  guest('Q4', { familyName: 'Adams', givenName: 'Xylo', organization: 'Quux Ltd' }),
  guest('Q5', { familyName: 'Abel', givenName: 'Quuxa' }),
  guest('Q6', { familyName: 'Baker', givenName: 'Tom', organization: 'Xylo & Söhne' }),
  guest('Q7', { familyName: 'Xylo', givenName: '' }),
  guest('Q9', { familyName: 'Xylo', givenName: 'Abe' }),
];

function ids(text: string, limit = 20): string[] {
  return searchRegistrations(database, text, limit).map(({ id }) => id);
}

function names(text: string, limit = 50): string[] {
  return searchRegistrations(database, text, limit).map((found) => displayName(found, found.country));
}

describe('people among 2,000', () => {
  it('are found by the end of a Han name', () => {
    expect(ids('小帅')).toEqual(['Q1']);
    const found = names('欧阳');
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((name) => name.startsWith('欧阳'))).toBe(true);
  });

  it.each(['zhongli', 'zlxs', 'xiaoshuai', 'Zhongli Xiaoshuai', '钟离'])('are found by %s', (text) => {
    expect(ids(text)).toContain('Q1');
  });

  it('are found by one character of a Chinese name, wherever it stands', () => {
    expect(ids('帅')).toEqual(['Q1']);
    expect(ids('离', 50)).toContain('Q1');
  });

  it('are found by two words that many have, though hardly anybody has both', () => {
    expect(ids('x s', 500)).toContain('Q6');
    expect(ids('xylo z')).toEqual(['Q3', 'Q2']);
  });

  it.each(['xylo zoe', 'ＸＹＬＯ ＺＯＥ', 'Zo\u00EB Xylo', 'ZOE\u0308 x'])(
    'are found by %s, in any form of Unicode',
    (text) => {
      expect(ids(text)).toContain('Q2');
    },
  );

  it.each(['KX7P', 'ＫＸ７Ｐ', 'kx7p-9q', 'KX7P-9QLM', '7261', '8613800137261', 'Q1', 'q1'])(
    'are found by their number %s',
    (text) => {
      expect(ids(text)).toEqual(['Q1']);
    },
  );

  it('are not found by fewer than four characters of a number', () => {
    expect(ids('KX7')).toEqual([]);
    expect(ids('261')).toEqual([]);
  });

  it('are found by their organisation, and by name and organisation together', () => {
    expect(ids('sohne')).toEqual(['Q6']);
    expect(ids('tom xylo')).toEqual(['Q6']);
    const found = searchRegistrations(database, '企业协会', 50);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ organization }) => organization.includes('企业协会'))).toBe(true);
  });

  it('come with the exact name first, then names that begin so, then the organisation', () => {
    expect(ids('xylo')).toEqual(['Q7', 'Q9', 'Q4', 'Q3', 'Q2', 'Q6']);
    expect(ids('quux')).toEqual(['Q5', 'Q4']);
  });

  it('are found only when every word matches', () => {
    expect(ids('xylo quux')).toEqual(['Q4']);
    expect(ids('xylo nobody')).toEqual([]);
  });

  it('are at most as many as are asked for', () => {
    expect(ids('sme0', 7)).toHaveLength(7);
  });

  it('are found by a new name only, once the list has changed it', () => {
    const changed = guest('Q8', { familyName: 'Vorher' });
    database.write((writer) => putRegistrations(writer, [changed]));
    database.write((writer) => putRegistrations(writer, [{ ...changed, familyName: 'Nachher' }]));
    expect(ids('vorher')).toEqual([]);
    expect(ids('nachher')).toEqual(['Q8']);
  });
});

describe('any text is a query', () => {
  it.each([
    '',
    '   ',
    '%',
    '_',
    '*',
    "' OR 1=1 --",
    "'; DROP TABLE registration; --",
    '"name" NEAR/2 (x)',
    '\0',
    '\uD800',
    '^',
    '#',
    '@',
    '^#@',
    '\u{10FFFF}',
    '🏽👍',
  ])('%j finds nobody and harms nothing', (text) => {
    const before = countRegistrations(database);
    expect(ids(text)).toEqual([]);
    expect(countRegistrations(database)).toBe(before);
  });

  it('of 100,000 characters is answered as if it were cut', () => {
    expect(ids(`zhongli ${' '.repeat(200)}${'nobody '.repeat(15_000)}`)).toContain('Q1');
  });
});
