import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { latinWordsIn } from '../../tests/fixtures/latin-words.ts';
import { EventSchema } from '../contract/event.ts';
import type { Result } from '../contract/failure.ts';
import { failureSentence } from '../contract/failure-sentences.ts';
import { readLayouts } from './layout-files.ts';
import { readEventFile } from './read-event-file.ts';
import { readStaffFile } from './staff-file.ts';

const name = { zh: '名', en: 'Name' };
const event = {
  id: 'fair',
  name,
  place: name,
  firstDay: '2026-06-22',
  lastDay: '2026-06-23',
  timeZone: 'Asia/Shanghai',
  categories: [{ id: 'guest', name, colour: '#102030' }],
  checkpoints: [{ id: 'gate', name }],
};
const look = { weight: 'bold', size: { max: 20, floor: 10 }, lines: 1, height: 8, colour: '#10222e' };
const field = { text: 'name', align: 'left', ...look };
const column = { box: { x: 5, y: 5, width: 60, height: 20 }, fields: [field] };
const qr = { x: 30, y: 90, size: 28, quiet: 3 };
const layout = {
  format: 2,
  id: 'card',
  name,
  categories: ['guest'],
  page: { width: 105, height: 148 },
  front: { columns: [column], qr },
};
const person = { name: '李娜', role: 'manager', pin: '2468' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'file-problems-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function fileOf(json: unknown, mark = ''): string {
  const file = join(folder, '1.json');
  writeFileSync(file, mark + JSON.stringify(json));
  return file;
}

const READERS = {
  event: async (json: unknown) => readEventFile(fileOf(json)),
  layout: (json: unknown) => readLayouts([fileOf(json)], EventSchema.parse(event)),
  staff: async (json: unknown) => readStaffFile(fileOf(json)),
};

/** What people read of a refusal in both languages, without the name of the file. */
function told(result: Result<unknown>): { readonly zh: string; readonly en: string } {
  if (result.ok) throw new Error('the file is sound');
  const { failure } = result;
  const sentence = (language: 'zh' | 'en') => failureSentence(failure, language).replace(/^\S+ /, '');
  return { zh: sentence('zh'), en: sentence('en') };
}

const fields = (change: object) => ({
  ...layout,
  front: { columns: [{ ...column, fields: [{ ...field, ...change }] }] },
});
const front = (change: object) => ({ ...layout, front: { ...layout.front, ...change } });
const withImage = (source: string) =>
  front({ images: [{ box: { x: 70, y: 5, width: 10, height: 10 }, source }] });
const svg = (text: string) => `data:image/svg+xml;base64,${Buffer.from(text).toString('base64')}`;
const drawn = (inside: string) =>
  svg(`<svg viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg">${inside}</svg>`);
const gate = (change: object) => ({ ...event, checkpoints: [{ id: 'gate', name, ...change }] });

describe('a sound file', () => {
  it.each([
    ['event', event],
    ['layout', layout],
    ['staff', [person]],
  ] as const)('of the kind %s is read', async (kind, json) => {
    expect(await READERS[kind](json)).toMatchObject({ ok: true });
  });
});

it('an event file with the mark that Windows puts before it is read', () => {
  expect(readEventFile(fileOf(event, '\uFEFF'))).toMatchObject({ ok: true });
});

describe('what is wrong in a file is told in the words of the language', () => {
  it.each([
    ['event', '[] in its place', [], '期望 对象，实际接收 数组', 'expected object, received array'],
    ['event', 'a wrong type', { ...event, place: 8 }, '期望 对象，实际接收 数字\n  → 位于 place', 'at place'],
    ['event', 'a missing field', { ...event, id: undefined }, '期望 文字，实际接收 空缺', 'at id'],
    ['event', 'an unknown key', { ...event, shoes: 1 }, '出现未知的键: "shoes"', 'Unrecognized key: "shoes"'],
    ['event', 'no place', { ...event, place: { zh: '', en: 'x' } }, '期望 文字 >=1 字符', '>=1 characters'],
    ['event', 'no categories', { ...event, categories: [] }, '期望 数组 >=1 项', '>=1 items'],
    ['event', 'null', { ...event, categories: null }, '期望 数组，实际接收 空值', 'received null'],
    ['event', 'room for nobody', gate({ capacity: 0 }), '期望 数字 >=1', '>=1'],
    ['event', 'room for half a person', gate({ capacity: 1.5 }), '期望 整数', 'expected int'],
    ['event', 'a rule that is none', gate({ admission: 'twice' }), '"once"|"once-a-day"', '"once"'],
    ['event', 'no truth', gate({ holds: 'yes' }), '期望 真假值，实际接收 文字', 'expected boolean'],
    ['event', 'an impossible day', { ...event, lastDay: '2026-02-30' }, '不是日期', 'not a day'],
    ['event', 'days turned round', { ...event, lastDay: '2026-06-21' }, '最后一天早于', 'the last day lies'],
    ['event', 'no time zone', { ...event, timeZone: 'A/B' }, '没有这个 IANA 时区', 'not a known IANA'],
    ['event', 'an id with blanks', { ...event, id: 'My Fair' }, '活动编号只能有', 'an event id has'],
    ['event', 'a category of nobody', gate({ categories: ['x'] }), '活动中没有的类别', 'a category that'],
    [
      'event',
      'a pattern without code',
      { ...event, codePatterns: ['x'] },
      '“{code}”必须',
      'has "{code}" not',
    ],
    ['event', 'a key that is none', { ...event, ticketKey: 'x' }, '不是公钥', 'not a public key'],
    [
      'event',
      'a time that is none',
      gate({ hours: { from: '9', to: '18:00' } }),
      '不是时间',
      'not a time of',
    ],
    ['layout', 'a number in its place', 7, '期望 对象，实际接收 数字', 'expected object, received number'],
    ['layout', 'a form to come', { ...layout, format: 3 }, '期望 2\n  → 位于 format', 'expected 2'],
    [
      'layout',
      'a wrong type',
      fields({ lines: '1' }),
      '期望 数字，实际接收 文字',
      'columns[0].fields[0].lines',
    ],
    ['layout', 'a missing field', { ...layout, page: undefined }, '实际接收 空缺', 'received undefined'],
    ['layout', 'an unknown key', fields({ shoes: 1 }), '"shoes"\n  → 位于 front.columns[0]', '"shoes"'],
    ['layout', 'too large a number', fields({ height: 2000 }), '期望 数字 <=1000', '<=1000'],
    ['layout', 'no table', { ...layout, countries: 'x' }, '期望 对象', 'expected record'],
    ['layout', 'a colour that is none', fields({ colour: 'red' }), '颜色只能是', 'a colour is #rrggbb'],
    ['layout', 'a country that is none', { ...layout, countries: { tw: {} } }, '国家代码是', 'of a country'],
    [
      'layout',
      'a column over the code',
      front({ qr: { ...qr, y: 10 } }),
      '离二维码太近',
      'too near to the QR',
    ],
    ['layout', 'an unknown category', { ...layout, categories: ['x'] }, '“x”，只有“guest”', 'no category x'],
    ['layout', 'no such image', withImage('a.png'), '打不开图片“a.png”', '"a.png" cannot be opened'],
    ['layout', 'an image too long', withImage(drawn('x'.repeat(4e5))), '最多 400050 个', 'at most 400050'],
    ['layout', 'a script', withImage(drawn('<script/>')), '“<script>”', '<script>'],
    ['layout', 'a broken SVG', withImage(svg('<svg>\n<g></svg>')), '第 2 行附近', 'near its line 2'],
    [
      'layout',
      'half a character',
      fields({ text: 'words', words: 'A\ud800' }),
      '半个字符',
      'half a character',
    ],
    ['staff', 'an object in its place', {}, '期望 数组，实际接收 对象', 'expected array, received object'],
    ['staff', 'a wrong type', [{ ...person, name: 5 }], '期望 文字，实际接收 数字', 'at [0].name'],
    ['staff', 'a missing field', [{ ...person, role: undefined }], '"steward"|"desk"', 'at [0].role'],
    ['staff', 'an unknown key', [{ ...person, shoes: 1 }], '出现未知的键: "shoes"', 'Unrecognized key'],
    ['staff', 'a short PIN', [{ ...person, pin: '1' }], 'PIN 码是 4 到 12 位数字', 'has 4 to 12 digits'],
    ['staff', 'a name twice', [person, person], '有一个名字出现了两次', 'a name is there twice'],
    ['staff', 'no manager', [{ ...person, role: 'desk' }], '必须有一位主管', 'there has to be a manager'],
    ['staff', 'half a character', [{ ...person, name: 'A\ud800' }], '半个字符', 'half a character'],
  ] as const)('%s: %s', async (kind, _fault, json, zh, en) => {
    const words = told(await READERS[kind](json));
    expect(words.zh).toContain(zh);
    expect(latinWordsIn(words.zh)).toEqual([]);
    expect(words.en).toContain(en);
    expect(words.en).toMatch(/^[\x20-\x7e\n✖→]+$/);
  });

  it('all of it, one below the other', async () => {
    const words = told(await READERS.event({ ...event, id: 'A B', firstDay: 1, shoes: 1 }));
    expect(words.zh.match(/✖/g)).toHaveLength(3);
    expect(words.en.match(/✖/g)).toHaveLength(3);
  });
});
