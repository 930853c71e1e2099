/** Search at the desk: each kind of query, among many people of mixed scripts. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import worldSmeConference from '../../resources/events/world-sme-conference-2026.json' with { type: 'json' };
import { readList } from '../../src/checkin/list/read-list.ts';
import { EventSchema } from '../../src/contract/event.ts';
import type { Registration } from '../../src/contract/registration.ts';
import { openDatabase, type Reader, type StationDatabase } from '../../src/core/store/database.ts';
import { putRegistrations } from '../../src/core/store/registrations.ts';
import { searchRegistrations } from '../../src/core/store/search.ts';
import { type Figure, median } from '../bench-figure.ts';

const GUESTS = 100_000;
const WRITTEN_AT_ONCE = 5_000;
const SHOWN = 50;
const TIMES = 200;
const TIMES_PLAINLY = 10;
const LIST = join(import.meta.dirname, '../../tests/fixtures/attendees-2000.csv');

export const name = 'search';
export const describe = `what a desk types, among ${GUESTS.toLocaleString('en')} registrations of mixed scripts, against LIKE on the same rows`;

/** What a desk types, and what a plain LIKE is asked instead: it knows neither pinyin nor accents nor word order. */
const QUERIES = [
  { kind: 'one Chinese character', texts: ['王', '明', '李', '欧', '中'] },
  { kind: 'a common surname', texts: ['wang', 'li', 'zhang', 'chen', 'smith'] },
  { kind: 'one letter', texts: ['l', 'w', 'z', 'a', 's'] },
  { kind: 'two common words', texts: ['wei l', 'wang m', 'li w', 'zhang x', '王 m'] },
  {
    kind: 'common words that nobody has together',
    texts: ['中 大学', 'l w z a', '中 协 会 大', 'a l s m q'],
  },
  { kind: 'name and organisation', texts: ['wang 大学', '李 中国', 'anna ltd', 'li 中小企业'] },
  { kind: 'a Chinese given name', texts: ['小明', '玉兰', '建国', '志强'] },
  { kind: 'a whole Chinese name', texts: ['欧阳小明', '欧阳雪梅', '王敏', '李娜'] },
  { kind: 'pinyin', texts: ['ouyang', 'ouyangxiaoming', 'xiaoming ouyang', 'yulan'] },
  { kind: 'initials of pinyin', texts: ['oyxm', 'wxm', 'lyl', 'zw'] },
  { kind: 'a Latin name without its accents', texts: ['nguyen', 'muller', 'zoe', 'francois'] },
  { kind: 'two Latin words in the other order', texts: ['anh nguyen', 'jurgen muller', 'anna wolfe'] },
  { kind: 'an organisation', texts: ['Belt & Road Trade Council', '中国中小企业协会', 'ltd', '大学'] },
  { kind: 'the last digits of a phone', texts: ['0042', '6474', '7139', '9999'] },
  { kind: 'a registration id', texts: ['SME004711', 'sme099', 'SME0', 'SME012345'] },
  { kind: "a code's beginning", texts: ['YD00', 'YD004711', 'YD0123'] },
  { kind: 'nobody', texts: ['qqqq', 'nobody here', '龘龘', '0000000000'] },
] as const;

export async function run(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yanqi-bench-'));
  const database = openDatabase(join(folder, 'station.sqlite'));
  try {
    putGuests(database, await mixedGuests());
    return QUERIES.flatMap(({ kind, texts }) => figuresOf(database, kind, texts));
  } finally {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function figuresOf(database: Reader, kind: string, texts: readonly string[]): Figure[] {
  const ours = timed(texts, TIMES, (text) => searchRegistrations(database, text, SHOWN).length);
  const plain = timed(texts, TIMES_PLAINLY, (text) => searchPlainly(database, text));
  const against = (what: string, of: (values: readonly number[]) => number): Figure => ({
    what: `${kind}, ${what}`,
    value: of(ours.map(({ passed }) => passed)),
    unit: 'ms',
    against: { what: 'LIKE', value: of(plain.map(({ passed }) => passed)) },
  });
  return [
    against('the middle one', median),
    against('95 of 100 within', percentile95),
    {
      what: `${kind}, of the processor's time 95 of 100 within`,
      value: percentile95(ours.map(({ worked }) => worked)),
      unit: 'ms',
    },
  ];
}

/** In milliseconds. */
interface Timed {
  readonly passed: number;
  /** What the processor had to do for it: the same however many programs share it. */
  readonly worked: number;
}

/** The text anywhere in a row, as somebody would write it who has an hour; the first ones by name. */
function searchPlainly(database: Reader, text: string): number {
  const sql = `SELECT data FROM registration WHERE data LIKE ? ORDER BY data ->> '$.familyName', id LIMIT ${SHOWN}`;
  return database.all(sql, `%${text}%`).length;
}

/** Each text in turn, so that none stays in a cache longer than the others. */
function timed(texts: readonly string[], times: number, search: (text: string) => number): Timed[] {
  for (const text of texts) search(text);
  return Array.from({ length: times }, (_, turn) => {
    const usedBefore = process.cpuUsage();
    const began = performance.now();
    search(texts[turn % texts.length] ?? '');
    const passed = performance.now() - began;
    const { user, system } = process.cpuUsage(usedBefore);
    return { passed, worked: (user + system) / 1000 };
  });
}

function percentile95(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
}

/** The 2,000 people of the sample list many times, each time with the names of other rows of their country. */
async function mixedGuests(): Promise<Registration[]> {
  const event = EventSchema.parse(worldSmeConference);
  const bytes = readFileSync(LIST);
  const list = await readList({ name: 'list.csv', bytes }, { encoding: null, event });
  if (!list.ok) throw new Error(list.failure.code);
  const byCountry = Map.groupBy(list.value.registrations, ({ country }) => country);
  const groups = [...byCountry.values()];
  const guests: Registration[] = [];
  for (let round = 0; guests.length < GUESTS; round += 1) {
    for (const group of groups) {
      group.forEach((person, index) => {
        guests.push(numbered(person, group[(index + round * 7) % group.length] ?? person, guests.length));
      });
    }
  }
  return guests.slice(0, GUESTS);
}

function numbered(person: Registration, other: Registration, number: number): Registration {
  const digits = String(number).padStart(6, '0');
  const phone = `01${String(number * 7_919)
    .padStart(10, '0')
    .slice(-10)}`;
  const { givenName } = other;
  return { ...person, id: `SME${digits}`, code: `YD${digits}`, givenName, latinName: '', phone };
}

function putGuests(database: StationDatabase, guests: readonly Registration[]): void {
  for (let from = 0; from < guests.length; from += WRITTEN_AT_ONCE)
    database.write((writer) => putRegistrations(writer, guests.slice(from, from + WRITTEN_AT_ONCE)));
}
