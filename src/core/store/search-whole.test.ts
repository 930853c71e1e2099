import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import worldSmeConference from '../../../resources/events/world-sme-conference-2026.json' with {
  type: 'json',
};
import { readList } from '../../checkin/list/read-list.ts';
import { queryWords, searchWords } from '../../checkin/search-words.ts';
import { EventSchema } from '../../contract/event.ts';
import { openDatabase, type StationDatabase } from './database.ts';
import { parseRegistration, putRegistrations } from './registrations.ts';
import { searchRegistrations } from './search.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 }); // a whole list, on a machine that does more

/** Words that so many have that all words are asked for together. */
const COMMON = ['l', 'w', 'z', 'a', 'm', '中', '国', '大学', '协会', '王', 'li', 'wang', 'sme0', 'yd0'];

let folder: string;
let database: StationDatabase;
/** The words under which each of the 2,000 stands, by their ids. */
let stored: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'search-whole-'));
  database = openDatabase(join(folder, 'station.sqlite'));
  const bytes = readFileSync(new URL('../../../tests/fixtures/attendees-2000.csv', import.meta.url));
  const event = EventSchema.parse(worldSmeConference);
  const reading = await readList({ name: 'attendees-2000.csv', bytes }, { encoding: null, event });
  if (!reading.ok) throw new Error(reading.failure.code);
  const { registrations } = reading.value;
  database.write((writer) => putRegistrations(writer, registrations));
  stored = new Map(registrations.map((registration) => [registration.id, searchWords(registration)]));
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

/** What people type: beginnings of words that somebody has, of several people, or common ones. */
function anyQuery(): fc.Arbitrary<string> {
  const people = [...stored.values()];
  const ofOne = fc.constantFrom(...people).chain((words) => fc.array(beginningOf(words), { maxLength: 4 }));
  const ofMany = fc.array(beginningOf(people.flat()), { maxLength: 3 });
  const common = fc.array(fc.constantFrom(...COMMON), { minLength: 2, maxLength: 4 });
  const both = fc.tuple(ofOne, common).map(([some, others]) => [...some.slice(0, 1), ...others.slice(0, 2)]);
  return fc.oneof(ofOne, ofMany, common, both).map((words) => words.join(' '));
}

function beginningOf(words: readonly string[]): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...words), fc.integer({ min: 1, max: 12 })).map(([word, length]) => {
    return [...word.replace(/^[\^#@]/, '')].slice(0, length).join('');
  });
}

/** What the query is to a person, read off the rules: 0 their whole name, 1 its beginning, then name, number, organisation. */
function plainRank(texts: readonly string[], words: readonly string[]): number | null {
  const name = `^${[...words.join('')].slice(0, 24).join('')}`;
  if (texts.includes(name)) return 0;
  if (texts.some((text) => text.startsWith(name))) return 1;
  const ranks = words.map((word) => {
    if (texts.some((text) => text.startsWith(`^${word}`))) return 1;
    if (texts.some((text) => text.startsWith(word))) return 2;
    if (texts.some((text) => text === `#${word}` || (word.length > 3 && text.startsWith(`#${word}`))))
      return 3;
    return texts.some((text) => text.startsWith(`@${word}`)) ? 4 : null;
  });
  const found = ranks.filter((rank) => rank !== null);
  return found.length < words.length ? null : Math.min(...found);
}

test('whatever is typed finds all who are right and nobody else, the best first, as far as there is room', () => {
  fc.assert(
    fc.property(anyQuery(), fc.constantFrom(1, 7, 50, 2_000), (text, limit) => {
      const words = queryWords(text);
      fc.pre(words.length > 0);
      const right = new Map(
        [...stored].flatMap(([id, texts]) => {
          const rank = plainRank(texts, words);
          return rank === null ? [] : [[id, rank] as const];
        }),
      );
      const found = searchRegistrations(database, text, limit).map(({ id }) => id);
      expect(new Set(found).size).toBe(found.length);
      expect(found.map((id) => right.get(id))).toEqual([...right.values()].sort().slice(0, limit));
    }),
    { numRuns: 250 },
  );
});

test('a number longer than the index knows is found as far as it was typed, though many begin almost so', () => {
  const [someone] = database.all('SELECT data FROM registration LIMIT 1').map(parseRegistration);
  if (someone === undefined) throw new Error('the list is empty');
  const many = ['A', 'B'].flatMap((hall) =>
    Array.from({ length: 120 }, (_, place) => {
      const id = `CONF2026-${hall}${place}`;
      return { ...someone, id, code: id, familyName: hall === 'A' ? 'Quuxley' : 'Quuxmer', latinName: '' };
    }),
  );
  database.write((writer) => putRegistrations(writer, many));
  expect(searchRegistrations(database, 'quux conf2026b', 500)).toHaveLength(120);
  expect(searchRegistrations(database, 'quuxl conf2026b', 50)).toEqual([]);
});
