import { describe, expect, it } from 'vitest';
import { desktopEntry } from './desktop-entry.ts';

function exec(command: readonly string[]): string | undefined {
  return /^Exec=(.*)$/m.exec(desktopEntry('Yanqi Desk', command))?.[1];
}

describe('a desktop entry', () => {
  it('quotes each argument, blanks and Chinese included', () => {
    expect(exec(['/opt/Yanqi Desk/yanqi-desk', '--data=/home/签到 1'])).toBe(
      '"/opt/Yanqi Desk/yanqi-desk" "--data=/home/签到 1"',
    );
  });

  it('escapes what the specification reserves: quotes, dollars, backslashes and per cents', () => {
    expect(exec(['a"b', 'c$d', 'e\\f', '100%'])).toBe('"a\\\\"b" "c\\\\$d" "e\\\\\\\\f" "100%%"');
  });
});
