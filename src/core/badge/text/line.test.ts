import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { openFonts } from './fonts.ts';
import { setLine } from './line.ts';
import { readParagraph } from './paragraph.ts';

// Opening the Chinese fonts takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const fonts = openFonts(
  fileURLToPath(new URL('../../../../node_modules/@expo-google-fonts', import.meta.url)),
);

function lineOf(text: string, tracking = 0) {
  return setLine(readParagraph(text, { weight: 'regular', tracking }, fonts).clusters);
}

/** What is handed to fontkit, run by run from left to right; it turns Arabic, Hebrew and Thaana runs round itself. */
function runsOf(text: string): string[] {
  return lineOf(text).runs.map((run) => run.text);
}

test('case 24: Arabic with Latin in brackets has the visual order of a browser', () => {
  expect(runsOf('محمد علي (Ali)')).toEqual(['(', 'Ali', ') ', 'علي', ' ', 'محمد']);
});

test.each([
  ['Latin with Arabic inside', 'Dr. علي Ali', ['Dr. ', 'علي', ' Ali']],
  ['numbers within Arabic keep their order', 'علي 123', ['123', ' ', 'علي']],
  ['numbers with their signs in Arabic', 'غرفة -12.5%', ['%', '12.5', '- ', 'غرفة']],
  ['brackets around Arabic in Latin', 'Ali (علي) B', ['Ali (', 'علي', ') B']],
  ['brackets in brackets', 'علي [Ali (x)]', ['[', 'Ali (x)', '] ', 'علي']],
  ['Hebrew with Latin and a number', 'דוד (David) 12', ['12', ' (', 'David', ') ', 'דוד']],
  ['an isolate', 'a \u2067علي b\u2069 c', ['a ', 'b', ' ', 'علي', ' c']],
  ['the same without the isolate', 'a علي b c', ['a ', 'علي', ' b c']],
  ['Persian digits, which fontkit would turn round, are handed over reversed', '۱۲۳', ['۳۲۱']],
  ['scripts of one font are shaped apart', 'Анна Anna', ['Анна ', 'Anna']],
  ['nothing', '', []],
])('%s', (_circumstance, text, expected) => {
  expect(runsOf(text)).toEqual(expected);
});

test('tracking widens Latin between its letters only, and leaves letters that join alone', () => {
  expect(lineOf('VIP', 0.3).width).toBeCloseTo(lineOf('VIP').width + 0.6);
  expect(lineOf('علي', 0.3).width).toBeCloseTo(lineOf('علي').width);
});

test('the ink of stacked marks is measured', () => {
  expect(lineOf('Ế').above).toBeGreaterThan(lineOf('E').above + 0.1);
  expect(lineOf('y').below).toBeGreaterThan(lineOf('x').below + 0.1);
});
