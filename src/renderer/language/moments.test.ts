import { describe, expect, it } from 'vitest';
import { momentInWords, timeOfDay, timeSince } from './moments.ts';

const NOW = Date.parse('2026-06-21T01:42:00.000Z');

describe('moments', () => {
  it('are told on the clock of the event, whatever the computer is set to', () => {
    expect(timeOfDay('2026-06-21T01:42:00.000Z', 'Asia/Shanghai')).toBe('09:42');
    expect(timeOfDay('2026-06-20T16:05:00.000Z', 'Asia/Shanghai')).toBe('00:05');
  });

  it('name the day only when it is another day there', () => {
    expect(momentInWords('2026-06-20T16:05:00.000Z', 'Asia/Shanghai', 'en', NOW)).toBe('00:05');
    expect(momentInWords('2026-06-20T15:55:00.000Z', 'Asia/Shanghai', 'en', NOW)).toBe('June 20 23:55');
    expect(momentInWords('2026-06-20T15:55:00.000Z', 'Asia/Shanghai', 'zh-CN', NOW)).toBe('6月20日 23:55');
  });

  it.each([
    ['2026-06-21T01:28:00.000Z', 'en', '14 min'],
    ['2026-06-20T23:37:00.000Z', 'en', '2 hr 5 min'],
    ['2026-06-21T01:50:00.000Z', 'en', '0 min'],
    ['2026-06-18T22:40:00.000Z', 'en', '2 days 3 hr 2 min'],
    ['2026-06-21T01:28:00.000Z', 'zh-CN', '14分钟'],
  ] as const)('since %s are told in %s as %s', (instant, language, words) => {
    expect(timeSince(instant, language, NOW)).toBe(words);
  });
});
