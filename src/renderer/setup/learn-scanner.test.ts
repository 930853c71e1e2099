import { describe, expect, it } from 'vitest';
import type { Heard } from '../scanner/wedge-decoder.ts';
import { learnScanner, TEST_CODE } from './learn-scanner.ts';

function heard(text: string, more: Partial<Extract<Heard, { kind: 'code' }>> = {}): Heard {
  return { kind: 'code', text, end: 'Enter', slowestMs: 8, ...more };
}

function swappedCase(text: string): string {
  return text.replaceAll(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}

describe('what a scan of the test code teaches', () => {
  it.each([
    ['a scanner as it should be', heard(TEST_CODE), []],
    ['a line feed beside Enter', heard(`${TEST_CODE}\n`), []],
    ['Tab at the end', heard(TEST_CODE, { end: 'Tab' }), ['tab']],
    ['no end key', heard(TEST_CODE, { end: 'none' }), ['no-end-key']],
    ['a slow scanner', heard(TEST_CODE, { slowestMs: 60 }), ['slow']],
    ['a symbology identifier', heard(`]Q1${TEST_CODE}`), ['identifier']],
    [
      'all of these',
      heard(`]Q1${TEST_CODE}`, { end: 'none', slowestMs: 60 }),
      ['identifier', 'no-end-key', 'slow'],
    ],
  ])('%s: good', (_circumstance, scan, advice) => {
    expect(learnScanner(scan)).toEqual({ kind: 'good', advice });
  });

  it.each([
    ['French keys', heard('Test6QaZwY;6$&!)'), { kind: 'keyboard', keyboard: 'french' }],
    ['Belgian keys', heard('Test=QaZwY;=$&!)'), { kind: 'keyboard', keyboard: 'belgian' }],
    ['German keys', heard('Test/AqWyZm/4710'), { kind: 'keyboard', keyboard: 'german' }],
    ['Spanish, Italian or Nordic keys', heard('Test/AqWzYm/4710'), { kind: 'keyboard', keyboard: 'spanish' }],
    ['Caps Lock in the scanner', heard(swappedCase(TEST_CODE)), { kind: 'case' }],
    ['all in capitals', heard(TEST_CODE.toUpperCase()), { kind: 'case' }],
    ['a prefix', heard(`S1-${TEST_CODE}`), { kind: 'prefix', text: 'S1-' }],
    ['a suffix', heard(`${TEST_CODE};`), { kind: 'suffix', text: ';' }],
    ['another code', heard('REG-1001'), { kind: 'other-code' }],
    ['nothing', heard(''), { kind: 'other-code' }],
    ['hidden keys', { kind: 'unreadable', why: 'keys-hidden' } as const, { kind: 'keys-hidden' }],
    ['two scanners', { kind: 'unreadable', why: 'two-scanners' } as const, { kind: 'two-scanners' }],
  ])('%s: what to do', (_circumstance, scan, lesson) => {
    expect(learnScanner(scan)).toEqual(lesson);
  });
});
