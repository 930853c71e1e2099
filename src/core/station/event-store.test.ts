import { expect, test } from 'vitest';
import worldSmeConference from '../../../resources/events/world-sme-conference-2026.json' with {
  type: 'json',
};
import { latinWordsIn } from '../../../tests/fixtures/latin-words.ts';
import { failureSentence } from '../../contract/failure-sentences.ts';
import { parseEvent } from './event-store.ts';

test.each([
  ['a field of the wrong type', { id: 7 }, '无效输入：期望 文字，实际接收 数字\n  → 位于 id', 'at id'],
  ['a rule of ours broken', { timeZone: 'Asia/Yanqi' }, '没有这个 IANA 时区', 'not a known IANA time zone'],
])('an event with %s is refused in the words of the window', (_fault, change, zh, en) => {
  const parsed = parseEvent('/some/where/1.json', JSON.stringify({ ...worldSmeConference, ...change }));
  if (parsed.ok) throw new Error('the event is sound');
  const chinese = failureSentence(parsed.failure, 'zh');
  expect(chinese).toMatch(/^1\.json 不是活动文件：✖ /);
  expect(chinese).toContain(zh);
  expect(latinWordsIn(chinese.replace('1.json', ''))).toEqual([]);
  expect(failureSentence(parsed.failure, 'en')).toContain(en);
});
