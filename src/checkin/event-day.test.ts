import { execFileSync } from 'node:child_process';
import { expect, test, vi } from 'vitest';
import { eventDay } from './event-day.ts';

// Processes, disks and badges on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

test.each([
  ['2026-06-20T15:59:59.999Z', '2026-06-20'],
  ['2026-06-20T16:00:00.000Z', '2026-06-21'],
  ['2026-06-21T15:59:59.999Z', '2026-06-21'],
  ['2026-06-21T16:00:00.000Z', '2026-06-22'],
])('at %s it is %s in Shanghai', (at, day) => {
  expect(eventDay(Date.parse(at), 'Asia/Shanghai')).toBe(day);
});

test('the day the clocks go forward is one day still', () => {
  expect(eventDay(Date.parse('2026-03-29T00:59:59Z'), 'Europe/Berlin')).toBe('2026-03-29');
  expect(eventDay(Date.parse('2026-03-29T22:00:00Z'), 'Europe/Berlin')).toBe('2026-03-30');
});

test.each(['America/Los_Angeles', 'Pacific/Kiritimati', 'UTC'])(
  'midnight in Shanghai turns the day on a laptop set to %s',
  (laptop) => {
    const module = new URL('event-day.ts', import.meta.url).href;
    const script = `import { eventDay } from ${JSON.stringify(module)};
      const midnight = Date.parse('2026-06-21T00:00:00+08:00');
      console.log(eventDay(midnight - 1, 'Asia/Shanghai'), eventDay(midnight, 'Asia/Shanghai'));`;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TZ: laptop },
      encoding: 'utf8',
    });
    expect(output.trim()).toBe('2026-06-20 2026-06-21');
  },
);
