import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Event } from '../../contract/event.ts';
import { PDF_FOLDER_PRINTER } from '../../contract/print.ts';
import type { StationNews } from '../../contract/status.ts';
import { openDatabase } from '../store/database.ts';
import { takeOps } from '../store/op-log.ts';
import { uncorrectedClock } from '../store/station-clock.ts';
import { newsStream } from './news-stream.ts';
import { openStation } from './open-station.ts';
import type { Station } from './station.ts';

// Processes, disks and badges on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const NINE = Date.parse('2026-06-21T09:00:00+08:00');
const HEADERS = 'registration_id,code,family_name,given_name,category,valid_days,status\n';
const GUESTS = `${HEADERS}R1,AAA,欧阳,小明,delegate,,confirmed
R2,BBB,Smith,Anna,vip,2026-06-22,confirmed
R3,CCC,王,伟,press,,cancelled
R4,DDD,李,娜,staff,,blocked
R5,EEE,,,delegate,,confirmed
`;

let root: string;
let folder: string;
let open: Station[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'station-'));
  folder = join(root, 'data of', 'desk 3');
  open = [];
});
afterEach(async () => {
  for (const station of open) await station.close();
  rmSync(root, { recursive: true });
});

function openHere(options: { background?: boolean; nowMs?: number } = {}): Station {
  const { background = false, nowMs = NINE } = options;
  const opened = openStation({ folder, background, now: () => nowMs, log: pino({ level: 'silent' }) });
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  open.push(opened.value);
  return opened.value;
}

async function closeAll(): Promise<void> {
  for (const station of open.splice(0)) await station.close();
}

async function openWithGuests(): Promise<Station> {
  const station = openHere();
  await take(station, GUESTS);
  return station;
}

async function take(station: Station, text: string, dryRun = false) {
  const list = { name: 'guests.csv', bytes: new TextEncoder().encode(text) };
  const report = await station.importList({ file: list, encoding: null, dryRun });
  if (!report.ok) throw new Error(JSON.stringify(report.failure));
  return report.value;
}

function scan(station: Station, code: string, atMs = NINE) {
  const result = station.scan(code, 'scanner', { atMs });
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

describe('the import of a long list', () => {
  const LONG = `registration_id,code,name,category\n${Array.from({ length: 450 }, (_, at) => `L${at},L${at},Guest ${at},delegate`).join('\n')}`;
  const file = { name: 'long.csv', bytes: new TextEncoder().encode(LONG) };

  test('lets scans come between, tells how far it is, and leaves no word of it when it is done', async () => {
    const station = openHere();
    const told: (number | null)[] = [];
    const imported = station.importList({ file, encoding: null, dryRun: false });
    while (station.status().partList === null) await setImmediate();
    expect(station.status().partList).toMatchObject({ file: 'long.csv', total: 450, isRunning: true });
    expect(await station.importList({ file, encoding: null, dryRun: false })).toMatchObject({
      failure: { code: 'import-running' },
    });
    expect(scan(station, 'L0')).toMatchObject({ verdict: 'admit' });
    for (; station.status().partList !== null; await setImmediate())
      told.push(station.status().partList?.done ?? null);
    expect(told).toEqual([...told].sort((one, other) => Number(one) - Number(other)));
    expect(await imported).toMatchObject({ ok: true, value: { added: 450 } });
    expect(station.status()).toMatchObject({ registrations: 450, partList: null });
  });

  test('that is stopped keeps what was taken in, says so after a restart too, and goes on with the same file', async () => {
    const station = openHere();
    const imported = station.importList({ file, encoding: null, dryRun: false });
    while (station.status().partList === null) await setImmediate();
    station.stopImport();
    const report = await imported;
    if (!report.ok) throw new Error(report.failure.code);
    const { added } = report.value;
    expect(added).toBeLessThan(450);
    await closeAll();
    const again = openHere();
    expect(again.status()).toMatchObject({
      registrations: added,
      partList: { file: 'long.csv', done: added, total: 450, isRunning: false },
    });
    const { checks } = await again.readiness();
    expect(checks).toContainEqual({
      name: 'list',
      finding: 'cut',
      isWell: false,
      values: { listed: added, expected: 450 },
    });
    expect(await again.importList({ file, encoding: null, dryRun: false })).toMatchObject({
      value: { added: 450 - added, unchanged: added },
    });
    expect(again.status().partList).toBeNull();
  });
});

describe('a new data folder', () => {
  test('is made for its owner alone and starts with the sample event', () => {
    const status = openHere().status();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(status).toMatchObject({
      event: { id: 'world-sme-conference-2026', timeZone: 'Asia/Shanghai' },
      checkpoint: 'main',
      registrations: 0,
      station: { role: 'desk', configured: false },
      sync: { state: 'alone', waiting: 0 },
    });
  });

  test('gives the station an id that it keeps', async () => {
    const { id } = openHere().status().station;
    await closeAll();
    expect(openHere().status().station.id).toBe(id);
  });

  test('that is a file is refused', () => {
    const file = join(root, 'a file');
    writeFileSync(file, '');
    const opened = openStation({ folder: file, background: false, log: pino({ level: 'silent' }) });
    expect(opened).toMatchObject({ failure: { code: 'data-folder-unusable', details: { folder: file } } });
  });
});

describe('a scan', () => {
  test.each([
    ['a guest on the list', 'AAA', 'admit', 'R1'],
    ['framing characters around the code', '\u0002\uFEFF AAA\r\n\u0003\t', 'admit', 'R1'],
    ['a guest of another day', 'BBB', 'wrong-day', 'R2'],
    ['a cancelled guest', 'CCC', 'cancelled', 'R3'],
    ['a blocked guest', 'DDD', 'blocked', 'R4'],
    ['a code in other case', 'aaa', 'unknown', null],
    ['nothing', '', 'unknown', null],
    ['only framing', '\r\n \u200b', 'unknown', null],
    ['513 characters', 'A'.repeat(513), 'unknown', null],
    ['20,000 characters', 'A'.repeat(20_000), 'unknown', null],
    ['half a surrogate pair', 'AAA\ud800', 'unknown', null],
    ['a NUL in the middle', 'AA\u0000A', 'unknown', null],
    ['a piece of SQL', "' OR 1=1 --", 'unknown', null],
  ])('of %s', async (_case, code, verdict, registration) => {
    const station = await openWithGuests();
    const result = scan(station, code);
    expect(result).toMatchObject({ verdict, checkpoint: 'main', at: '2026-06-21T01:00:00.000Z' });
    expect(result.registration?.id ?? null).toBe(registration);
    expect(station.ops()).toHaveLength(verdict === 'admit' ? 1 : 0);
    expect(station.openJobs()).toHaveLength(verdict === 'admit' ? 1 : 0);
  });

  test('case 18: the same code pressed four times is one check-in and one badge', async () => {
    const station = await openWithGuests();
    const [first, ...again] = [1, 2, 3, 4].map(() => scan(station, 'AAA'));
    expect(first).toMatchObject({ verdict: 'admit', previous: null });
    for (const result of again) {
      expect(result).toMatchObject({
        verdict: 'already-in',
        op: null,
        printJob: null,
        previous: { op: first?.op?.id, at: first?.at, stationName: station.status().station.name },
      });
    }
    expect([station.ops().length, station.openJobs().length]).toEqual([1, 1]);
  });

  test('case 18: two processes of one data folder admit a guest once', async () => {
    const desk = await openWithGuests();
    const support = openHere();
    expect([scan(desk, 'AAA').verdict, scan(support, 'AAA').verdict]).toEqual(['admit', 'already-in']);
    expect([desk.ops().length, desk.openJobs().length]).toEqual([1, 1]);
  });

  test('case 6: bad, good, bad, good is refused, admitted, refused, admitted', async () => {
    const station = await openWithGuests();
    expect(['nope', 'AAA', 'nope', 'EEE'].map((code) => scan(station, code).verdict)).toEqual([
      'unknown',
      'admit',
      'unknown',
      'admit',
    ]);
  });

  test.each([
    ['an address of nobody', 'https://weixin.qq.com/r/AAA'],
    ['the card of a person', 'BEGIN:VCARD\nVERSION:3.0\nFN:欧阳小明\nNOTE:AAA\nEND:VCARD'],
    ['a JSON text', '{"ticket":"AAA"}'],
    ['Chinese in GBK, a character for each byte', 'Íõ·¼-1'],
    ['nothing', ''],
    ['10,000 characters', 'A'.repeat(10_000)],
    ['binary bytes', String.fromCharCode(...Array.from({ length: 256 }, (_, byte) => byte))],
    ['half a character', 'AAA\ud83d'],
  ])('%s is unknown, and the next scan admits', async (_what, text) => {
    const station = await openWithGuests();
    expect(scan(station, text)).toMatchObject({ verdict: 'unknown', registration: null, op: null });
    expect(scan(station, 'AAA').verdict).toBe('admit');
  });

  test('says at which desk the guest is in, once the name of that desk is known', async () => {
    const station = await openWithGuests();
    const other = '01890a5d-ac96-774b-bcce-b302099a8002';
    const op = scan(station, 'AAA').op;
    await closeAll();
    const database = openDatabase(join(folder, 'station.sqlite'));
    database.write((writer) => {
      writer.run('INSERT INTO peer VALUES (?, ?)', other, 'Desk 7');
      if (op !== null) {
        const earlier = NINE - 60_000;
        const theirs = { ...op, id: '01890a5d-ac96-774b-bcce-b302099a8003', station: other };
        const hlc = `${earlier}-0000-${other}`;
        takeOps(writer, [{ ...theirs, hlc, at: new Date(earlier).toISOString() }], {
          station: op.station,
          ...uncorrectedClock(() => NINE),
        });
      }
    });
    database.close();
    expect(scan(openHere(), 'AAA').previous).toMatchObject({
      station: other,
      stationName: 'Desk 7',
      at: '2026-06-21T00:59:00.000Z',
    });
  });

  test('at an unknown checkpoint is refused and does nothing', async () => {
    const station = await openWithGuests();
    const result = station.scan('AAA', 'command', { checkpoint: 'moon' });
    expect(result).toMatchObject({
      failure: { code: 'checkpoint-unknown', details: { checkpoint: 'moon' } },
    });
    expect(station.ops()).toEqual([]);
  });

  test('without a code, by registration, admits in the same way', async () => {
    const station = await openWithGuests();
    expect(station.checkIn('R1')).toMatchObject({
      value: { verdict: 'admit', op: { payload: { via: 'search' } } },
    });
    expect(scan(station, 'AAA').verdict).toBe('already-in');
    expect(station.checkIn('R9')).toMatchObject({ failure: { code: 'registration-unknown' } });
  });

  test('that cannot be committed is not green, and leaves neither op nor badge', async () => {
    const station = await openWithGuests();
    const database = openDatabase(join(folder, 'station.sqlite'));
    database.write((writer) =>
      writer.run(`CREATE TRIGGER no_badge BEFORE INSERT ON print_job BEGIN SELECT RAISE(ABORT, 'full'); END`),
    );
    database.close();
    expect(() => station.scan('AAA', 'scanner')).toThrow('full');
    expect(station.ops()).toEqual([]);
  });
});

describe('the badge', () => {
  test('comes out after the check-in, and that is a fact in the log', async () => {
    const station = await openWithGuests();
    const { printJob } = scan(station, 'AAA');
    const job = await station.printed(printJob ?? '', 20_000);
    expect(job).toMatchObject({ state: 'printed', printer: PDF_FOLDER_PRINTER, registration: 'R1' });
    expect(station.ops().map(({ kind }) => kind)).toEqual(['entry', 'badge-printed']);
    expect(station.status()).toMatchObject({ badgesWaiting: 0, sync: { waiting: 2 } });
    expect(station.recentArrivals()).toMatchObject([
      { result: { op: { kind: 'entry' } }, job: { id: job.id } },
    ]);
    const [pdf = ''] = readdirSync(join(folder, 'badges'));
    expect(readFileSync(join(folder, 'badges', pdf), 'latin1').slice(0, 5)).toBe('%PDF-');
  });

  test('case 27: a guest without a name is let in, and the badge is stuck for the name, never a crash', async () => {
    const station = await openWithGuests();
    const { verdict, printJob } = scan(station, 'EEE');
    expect(verdict).toBe('admit');
    expect(await station.printed(printJob ?? '', 20_000)).toMatchObject({
      state: 'stuck',
      reason: 'name-missing',
    });
    expect(await station.previewBadge('R5', null)).toMatchObject({
      failure: { code: 'badge-unprintable', details: { registration: 'R5', problem: 'name-missing' } },
    });
  });

  test('case 21: a name that mixes scripts is printed; a character that no font has is told first, with its field', async () => {
    const station = await openWithGuests();
    await take(
      station,
      `${HEADERS}R6,FFF,Šárka,Nguyễn Thị Ánh 王伟 /,vip,,confirmed\nR7,GGG,王,\u{21428},vip,,confirmed\n`,
    );
    expect(await station.printed(scan(station, 'FFF').printJob ?? '', 20_000)).toMatchObject({
      state: 'printed',
    });
    expect(await station.printed(scan(station, 'GGG').printJob ?? '', 20_000)).toMatchObject({
      state: 'stuck',
      reason: 'characters-undrawn',
      undrawn: [{ field: 'name', character: '\u{21428}' }],
    });
  });

  test('of nobody on the list is refused', async () => {
    const station = openHere();
    expect(station.printBadge('R9')).toMatchObject({ failure: { code: 'registration-unknown' } });
    expect(await station.previewBadge('R9', null)).toMatchObject({
      failure: { code: 'registration-unknown' },
    });
    expect(station.openJobs()).toEqual([]);
  });
});

describe('search', () => {
  async function found(rows: string, text: string): Promise<string[]> {
    const station = openHere();
    await take(station, `${HEADERS}${rows}`);
    return station.search(text).map(({ registration }) => registration.id);
  }

  test('case 37: 小明 finds 欧阳小明, and nobody else', async () => {
    expect(
      await found('R1,AAA,欧阳,小明,delegate,,confirmed\nR2,BBB,欧阳,小红,delegate,,confirmed\n', '小明'),
    ).toEqual(['R1']);
  });

  test.each(['li zoe', 'ＬＩ', 'ＬＩ ＺＯＥ', 'Zoë'])(
    'case 38: %s finds Zoë Li, written as a letter and its dots',
    async (text) => {
      const rows = 'R1,AAA,Li,Zoe\u0308,delegate,,confirmed\nR2,BBB,Lu,Zora,delegate,,confirmed\n';
      expect(await found(rows, text)).toEqual(['R1']);
    },
  );
});

describe('the list', () => {
  test('is not changed by a dry run, which says what would happen', async () => {
    const station = await openWithGuests();
    const changes = `${HEADERS}R1,AAA,欧阳,小明,vip,,confirmed\nR6,FFF,赵,敏,vip,,confirmed\n`;
    const tried = await take(station, changes, true);
    expect(tried).toMatchObject({ rows: 2, added: 1, changed: 1, unchanged: 0, refused: 0, dryRun: true });
    expect(station.status().registrations).toBe(5);
    expect(await take(station, changes)).toEqual({ ...tried, dryRun: false });
    expect(station.status().registrations).toBe(6);
  });

  test('refuses a row that takes the code of a guest who is not in it, and what follows from that', async () => {
    const station = await openWithGuests();
    const report = await take(
      station,
      `${HEADERS}R6,AAA,赵,敏,vip,,confirmed\nR2,GGG,Smith,Anna,vip,,confirmed\nR7,BBB,周,杰,vip,,confirmed\n`,
    );
    expect(report).toMatchObject({
      added: 1,
      changed: 1,
      refused: 1,
      problems: [{ line: 2, column: 'code', reason: 'code-repeated', value: 'AAA' }],
    });
    expect(scan(station, 'AAA').registration?.id).toBe('R1');
    expect(scan(station, 'BBB').registration?.id).toBe('R7');
  });
});

describe('the event', () => {
  const fair = (changes: Partial<Event> = {}): string =>
    JSON.stringify({
      id: 'spring-fair',
      name: { zh: '春季会', en: 'Spring fair' },
      place: { zh: '柏林', en: 'Berlin' },
      firstDay: '2026-06-21',
      lastDay: '2026-06-21',
      timeZone: 'Europe/Berlin',
      categories: [{ id: 'delegate', name: { zh: '代表', en: 'Delegate' }, colour: '#48606f' }],
      checkpoints: [{ id: 'gate', name: { zh: '大门', en: 'Gate' } }],
      ...changes,
    });

  test('another one takes the list of the one before away', async () => {
    const station = await openWithGuests();
    station.configure({ checkpoint: 'main' });
    expect(station.initEvent('fair.json', fair())).toMatchObject({
      value: { event: { id: 'spring-fair' }, checkpoint: 'gate', registrations: 0 },
    });
    expect(station.search('欧阳')).toEqual([]);
  });

  test('another one is refused while there are check-ins, the same one is updated', async () => {
    const station = await openWithGuests();
    const { event } = station.status();
    scan(station, 'AAA');
    expect(station.initEvent('fair.json', fair())).toMatchObject({
      failure: { code: 'event-has-ops', details: { event: event.id } },
    });
    const longer = JSON.stringify({ ...event, lastDay: '2026-06-24' });
    expect(station.initEvent('event.json', longer)).toMatchObject({
      value: { event: { lastDay: '2026-06-24' }, registrations: 5 },
    });
  });

  test.each([
    ['no JSON', 'id: spring-fair', 'file-not-json'],
    ['a list', '[]', 'file-not-an-event'],
    ['an impossible day', fair({ firstDay: '2026-02-30' }), 'file-not-an-event'],
    ['an unknown time zone', fair({ timeZone: 'Asia/Yanqi' }), 'file-not-an-event'],
  ])('%s is refused and changes nothing', (_case, text, code) => {
    const station = openHere();
    expect(station.initEvent('/some/where/fair.json', text)).toMatchObject({
      failure: { code, details: { file: 'fair.json' } },
    });
    expect(station.status().event.id).toBe('world-sme-conference-2026');
  });
});

describe('settings', () => {
  test('are kept over a restart; what is left out stays', async () => {
    openHere().configure({ name: '3号台 Desk 3', role: 'kiosk', printer: 'QL-820' });
    await closeAll();
    const station = openHere();
    station.configure({ configured: true });
    expect(station.status()).toMatchObject({
      station: { name: '3号台 Desk 3', role: 'kiosk', configured: true },
      printers: [{ name: 'QL-820' }],
    });
  });

  test('with an unknown checkpoint are refused whole', () => {
    const station = openHere();
    const refusal = station.configure({ name: 'Desk 9', checkpoint: 'moon' });
    expect(refusal).toMatchObject({ failure: { code: 'checkpoint-unknown' } });
    expect(station.status().station.name).not.toBe('Desk 9');
  });
});

test('news tell the status after a check-in, once for changes that are close together, and stop when asked', async () => {
  const station = await openWithGuests();
  const news: StationNews[] = [];
  const told = Promise.withResolvers<void>();
  const stop = station.subscribe((item) => {
    news.push(item);
    told.resolve();
  });
  scan(station, 'AAA');
  scan(station, 'EEE');
  await told.promise;
  expect(news).toMatchObject([
    { kind: 'status', status: { arrived: 2, arrivedHere: 2, badgesWaiting: 2 } },
    { kind: 'waiting-guests', waiting: [] },
    { kind: 'to-settle', toSettle: { conflictCount: 0, parkedCount: 0 } },
  ]);
  stop();
  const toldOthers = Promise.withResolvers<void>();
  station.subscribe(() => toldOthers.resolve());
  station.configure({ name: 'Desk 4' });
  await toldOthers.promise;
  expect(news).toHaveLength(3);
});

test('a stream of news leaves no subscription behind, aborted or left', async () => {
  const station = await openWithGuests();
  let subscriptions = 0;
  const counted = {
    status: station.status,
    toSettle: station.toSettle,
    waitingGuests: station.waitingGuests,
    subscribe(listener: (news: StationNews) => void) {
      const stop = station.subscribe(listener);
      subscriptions += 1;
      return () => {
        subscriptions -= 1;
        stop();
      };
    },
  };
  const aborted = new AbortController();
  const stream = newsStream(counted, aborted.signal);
  const first = [await stream.next(), await stream.next(), await stream.next()];
  expect(first.map(({ value }) => value?.kind)).toEqual(['status', 'waiting-guests', 'to-settle']);
  const pending = stream.next();
  expect(subscriptions).toBe(1);
  aborted.abort();
  expect(await pending).toEqual({ done: true, value: undefined });
  for await (const _news of newsStream(counted, undefined)) break;
  expect(subscriptions).toBe(0);
});

test('in the background the station prints and backs itself up without being asked', async () => {
  const station = openHere({ background: true });
  await take(station, GUESTS);
  const { printJob } = scan(station, 'AAA');
  const printed = new Promise<void>((resolve) => {
    station.subscribe((news) => {
      if (news.kind === 'print-job' && news.job.id === printJob && news.job.state === 'printed') resolve();
    });
  });
  await printed;
  await closeAll();
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(1);
  expect(existsSync(join(folder, 'station.sqlite-wal'))).toBe(false);
});
