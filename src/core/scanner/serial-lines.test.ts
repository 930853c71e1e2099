import { expect, test } from 'vitest';
import { SerialLines } from './serial-lines.ts';

function taken(pieces: readonly (string | readonly number[])[]): string[] {
  const lines = new SerialLines();
  const scans = pieces.flatMap((piece) =>
    lines.take(typeof piece === 'string' ? new TextEncoder().encode(piece) : Uint8Array.from(piece)),
  );
  return [...scans, ...lines.end()];
}

test.each([
  ['CR', ['REG-1\rREG-2\r'], ['REG-1', 'REG-2']],
  ['CR and LF', ['REG-1\r\nREG-2\r\n'], ['REG-1', 'REG-2']],
  ['silence', ['REG-1'], ['REG-1']],
  ['pieces', ['RE', 'G-', '1\r', '\nREG-2', '\r'], ['REG-1', 'REG-2']],
  ['empty lines', ['\r\n\r\n'], []],
  [
    'UTF-8 cut in a character',
    [
      [0xe7, 0x8e],
      [0x8b, 0x0d],
    ],
    ['王'],
  ],
  ['GBK', [[0xcd, 0xf5, 0xb7, 0xbc, 0x0d]], ['王芳']],
  ['bytes that are no text', [[0xff, 0xfe, 0x0d], 'REG-1\r'], ['\ufffd\ufffd', 'REG-1']],
  ['a scan of 30,000 characters', [`${'A'.repeat(30_000)}\r`, 'REG-1\r'], ['A'.repeat(20_000), 'REG-1']],
])('%s', (_circumstance, pieces, scans) => {
  expect(taken(pieces)).toEqual(scans);
});
