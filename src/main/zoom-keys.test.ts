import { expect, it } from 'vitest';
import { zoomLevel } from './zoom-keys.ts';

const CONTROL = { type: 'keyDown', control: true, meta: false, alt: false } as const;

it.each([
  ['+', 0, 1],
  ['=', 1, 2],
  ['+', 4, 4],
  ['-', 0, -1],
  ['-', -3, -3],
  ['0', 3, 0],
  ['a', 0, null],
])('Ctrl and %s at level %i lead to %s', (key, level, expected) => {
  expect(zoomLevel({ ...CONTROL, key }, level)).toBe(expected);
});

it('a key of a scanner, alone or with Alt, changes nothing', () => {
  expect(zoomLevel({ ...CONTROL, control: false, key: '-' }, 0)).toBeNull();
  expect(zoomLevel({ ...CONTROL, alt: true, key: '0' }, 2)).toBeNull();
  expect(zoomLevel({ ...CONTROL, type: 'keyUp', key: '+' }, 0)).toBeNull();
});
