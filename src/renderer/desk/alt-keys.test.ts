import { expect, test } from 'vitest';
import { isAltKey } from './alt-keys.tsx';

const PRESS = { key: 'n', code: 'KeyN', altKey: true, ctrlKey: false, metaKey: false };

test.each([
  ['Alt and the letter', {}, true],
  ['the letter in capitals', { key: 'N' }, true],
  ['the letter where another layout has it', { code: 'KeyL' }, true],
  ['the place of the key on a Cyrillic layout', { key: 'т' }, true],
  ['Option on a Mac, which makes a dead key of it', { key: 'Dead' }, true],
  ['the letter alone, as a scan begins', { altKey: false }, false],
  ['AltGr, which Windows reports as Control and Alt', { ctrlKey: true }, false],
  ['another letter in its place', { key: 'b' }, false],
  ['another key', { key: 'm', code: 'KeyM' }, false],
])('Alt+N is, or is not: %s', (_what, changes, isMeant) => {
  expect(isAltKey({ ...PRESS, ...changes }, 'n')).toBe(isMeant);
});
