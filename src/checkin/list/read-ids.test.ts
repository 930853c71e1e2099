import { expect, test } from 'vitest';
import { readIds } from './read-ids.ts';

function file(text: string) {
  return { name: 'ids.csv', bytes: new TextEncoder().encode(text) };
}

test.each([
  ['a column of ids', 'Name,Registration ID,code\n王,SME-1,AAA\n\n李,SME-2,BBB\n', ['2 SME-1', '4 SME-2']],
  ['a column of ids, in Chinese', '编号;姓名\nSME-1;王\n', ['2 SME-1']],
  ['a column of codes, where there is none of ids', 'name,code\n王,AAA\n李,BBB\n', ['2 AAA', '3 BBB']],
  ['no header: its first column', 'SME-1,王\nSME-2,李\n', ['1 SME-1', '2 SME-2']],
  ['one column of ids without a header', ' SME-1 \r\nSME-2', ['1 SME-1', '2 SME-2']],
  ['blank cells, which are passed over', 'id,name\nSME-1,王\n,李\nSME-3,\n', ['2 SME-1', '4 SME-3']],
])('a file with %s is read with the lines', async (_what, text, expected) => {
  const ids = await readIds(file(text));
  expect(ids.ok && ids.value.map(({ line, id }) => `${line} ${id}`)).toEqual(expected);
});

test.each([
  ['nothing', ''],
  ['only a header', 'id,name\n'],
  ['a web page', '<html></html>'],
  ['zeroes', '\u0000\u0000\u0000'],
])('a file of %s is refused', async (_what, text) => {
  expect(await readIds(file(text))).toMatchObject({ ok: false, failure: { code: 'file-not-a-list' } });
});
