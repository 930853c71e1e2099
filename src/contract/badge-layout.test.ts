import { expect, test } from 'vitest';
import { BadgeLayoutSchema, BadgeLayoutSetSchema } from './badge-layout.ts';

const field = {
  text: 'name',
  weight: 'bold',
  size: { max: 20, floor: 10 },
  lines: 1,
  height: 8,
  colour: '#10222e',
  align: 'center',
};
const column = { box: { x: 5, y: 30, width: 95, height: 20 }, fields: [field] };
const qr = { x: 38, y: 90, size: 28, quiet: 3 };

/** What is wrong with a layout of this front, with the places. */
function problems(front: object, more: object = {}): string[] {
  const parsed = BadgeLayoutSchema.safeParse({
    page: { width: 105, height: 148 },
    front: { columns: [column], qr, ...front },
    ...more,
  });
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

function columnWith(change: object, fieldChange: object = {}): object {
  return { columns: [{ ...column, fields: [{ ...field, ...fieldChange }], ...change }] };
}

test('a sound layout has no problems, with every kind of part', () => {
  const when = { categories: ['vip'], has: ['organization'] };
  const front = {
    bands: [{ box: { x: 0, y: 0, width: 105, height: 148 }, colour: 'category-pale', outline: 1, when }],
    flags: [{ box: { x: 5, y: 60, width: 12, height: 8 }, when }],
    columns: [{ ...column, place: 'top', when, fields: [{ ...field, text: 'words', words: 'Wi-Fi', when }] }],
  };
  const more = { back: {}, fold: 'top', cutMarks: { margin: 5 }, countries: { TW: { flag: false } } };
  expect(problems(front, more)).toEqual([]);
});

test.each([
  ['a column over the QR code', columnWith({ box: { x: 5, y: 80, width: 95, height: 20 } }), 'part-near-qr'],
  ['a column in its white', columnWith({ box: { x: 5, y: 79.5, width: 95, height: 8 } }), 'part-near-qr'],
  [
    'a column that leaves the page',
    columnWith({ box: { x: 20, y: 30, width: 95, height: 20 } }),
    'part-leaves-page',
  ],
])('%s is refused, with its place', (_fault, front, fault) => {
  expect(problems(front)).toEqual([`front.columns.0.box: ${fault}`]);
});

test.each([
  ['fields higher than their column', columnWith({}, { height: 21 }), 'front.columns.0.fields'],
  [
    'a floor above the largest size',
    columnWith({}, { size: { max: 8, floor: 9 } }),
    'front.columns.0.fields.0.size.floor',
  ],
  ['an unknown field', columnWith({}, { text: 'shoe-size' }), 'front.columns.0.fields.0.text'],
  ['an unknown property', columnWith({}, { shoe: 42 }), 'front.columns.0.fields.0'],
  ['a weight that the fonts lack', columnWith({}, { weight: 'black' }), 'front.columns.0.fields.0.weight'],
  ['a colour that is none', columnWith({}, { colour: 'red' }), 'front.columns.0.fields.0.colour'],
  ['words without the text "words"', columnWith({}, { words: 'Hi' }), 'front.columns.0.fields.0.words'],
  ['an unknown field in a condition', columnWith({ when: { has: ['age'] } }), 'front.columns.0.when.has.0'],
  ['a QR code that no scanner reads', { qr: { ...qr, size: 12 } }, 'front.qr.size'],
  ['a QR code with too little white', { qr: { ...qr, quiet: 1 } }, 'front.qr.quiet'],
  ['a QR code at the edge', { qr: { ...qr, x: 1 } }, 'front.qr'],
  [
    'an image that is no data address',
    { images: [{ box: column.box, source: 'logo.png' }] },
    'front.images.0.source',
  ],
])('%s is refused, with its place', (_fault, front, place) => {
  expect(problems(front)).toEqual([expect.stringMatching(new RegExp(`^${place}: `))]);
});

test('columns that lie on each other are refused, unless no category has both', () => {
  const of = (...categories: string[]) => ({ ...column, when: { categories } });
  expect(problems({ columns: [of('vip'), of('vip', 'press')] })).toEqual([
    'front.columns.1.box: part-on-another',
  ]);
  expect(problems({ columns: [of('vip'), of('press')] })).toEqual([]);
});

test('a band may lie under the QR code, whose white is painted over it', () => {
  expect(problems({ bands: [{ box: { x: 0, y: 80, width: 105, height: 60 }, colour: 'category' }] })).toEqual(
    [],
  );
});

test('a back needs a fold, and a fold a back; the back is looked at like the front', () => {
  expect(problems({}, { back: {} })).toEqual(['fold: fold-without-back']);
  expect(problems({}, { fold: 'left' })).toEqual(['fold: fold-without-back']);
  const back = { columns: [{ ...column, box: { x: 5, y: 140, width: 95, height: 20 } }] };
  expect(problems({}, { back, fold: 'left' })).toEqual(['back.columns.0.box: part-leaves-page']);
});

test.each([
  ['the same id', { id: 'a', categories: ['press'] }, 'layout-id-taken', { id: 'a' }],
  [
    'the same category',
    { id: 'b', categories: ['press', 'vip'] },
    'layout-for-category-taken',
    { id: 'a', category: 'vip' },
  ],
])('two layouts of %s are not one set', (_clash, other, message, params) => {
  const layout = { page: { width: 105, height: 148 }, front: {} };
  const name = { zh: '版', en: 'Layout' };
  const first = { id: 'a', name, categories: ['vip'], layout };
  const parsed = BadgeLayoutSetSchema.safeParse({ version: 1, layouts: [first, { ...other, name, layout }] });
  expect(parsed.error?.issues).toMatchObject([{ message, params }]);
});
