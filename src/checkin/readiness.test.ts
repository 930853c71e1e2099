import { describe, expect, it } from 'vitest';
import { judgeReadiness, type StationFacts } from './readiness.ts';

const NOW = Date.parse('2026-06-21T00:30:00.000Z');
const MINUTE = 60_000;
const READY: StationFacts = {
  nowMs: NOW,
  listed: 2_000,
  partList: null,
  serverListed: 2_000,
  isEnrolled: true,
  lastRoundMs: NOW - MINUTE,
  clockOffsetMs: 300,
  printsBadges: true,
  isPrinterWell: true,
  freeBytes: 50_000_000_000,
  backupMs: NOW - 10 * MINUTE,
};

/** What is not well, as `name finding`. */
function faults(changes: Partial<StationFacts>): string[] {
  return judgeReadiness({ ...READY, ...changes })
    .filter(({ isWell }) => !isWell)
    .map(({ name, finding }) => `${name} ${finding}`);
}

describe('whether a station can go on alone', () => {
  it('has each thing well', () => {
    expect(faults({})).toEqual([]);
    expect(judgeReadiness(READY).map(({ name }) => name)).toEqual([
      ...['list', 'age', 'clock', 'printer', 'disk', 'backup'],
    ]);
  });

  it.each<[string, Partial<StationFacts>, string[]]>([
    ['one guest is missing', { listed: 1_999 }, ['list part']],
    ['one guest is here whom the server removed', { listed: 2_001 }, ['list part']],
    ['nobody is on the list', { listed: 0, serverListed: 0 }, ['list empty']],
    ['the list is a quarter of an hour old', { lastRoundMs: NOW - 15 * MINUTE }, []],
    ['the list is older', { lastRoundMs: NOW - 15 * MINUTE - 1 }, ['age old']],
    ['it never had a list', { lastRoundMs: null }, ['age never']],
    ['the clock is two minutes off', { clockOffsetMs: -2 * MINUTE }, []],
    ['the clock is further off', { clockOffsetMs: -2 * MINUTE - 1 }, ['clock off']],
    ['nobody has told the time', { clockOffsetMs: null }, ['clock unknown']],
    ['the printer is in trouble', { isPrinterWell: false }, ['printer trouble']],
    ['no badges are printed there', { printsBadges: false, isPrinterWell: false }, []],
    ['the disk is nearly full', { freeBytes: 999_999_999 }, ['disk low']],
    ['the disk does not tell', { freeBytes: null }, []],
    ['it never made a backup', { backupMs: null }, ['backup none']],
    ['its last backup is old', { backupMs: NOW - 60 * MINUTE - 1 }, ['backup old']],
    [
      'it is on its own',
      { isEnrolled: false, serverListed: null, lastRoundMs: null, clockOffsetMs: null },
      [],
    ],
  ])('when %s', (_when, changes, expected) => {
    expect(faults(changes)).toEqual(expected);
  });
});
