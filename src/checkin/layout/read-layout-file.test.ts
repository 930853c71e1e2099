import { expect, test } from 'vitest';
import { dataAddress, GREY_JPEG, pngOf, svgOf } from '../../../tests/fixtures/images.ts';
import { LARGEST_IMAGE_BYTES } from '../../contract/badge-layout.ts';
import { readLayoutFile } from './read-layout-file.ts';

const LOGO = pngOf(4, 4, [255, 0, 0, 128]);
const name = { zh: '版', en: 'Layout' };

function layoutOf(source: string | null, more: object = {}): string {
  const images = source === null ? [] : [{ box: { x: 5, y: 5, width: 10, height: 10 }, source }];
  const page = { width: 105, height: 148 };
  return JSON.stringify({ format: 2, id: 'x', name, categories: null, page, front: { images }, ...more });
}

async function read(text: string, beside: Readonly<Record<string, Buffer>> = {}) {
  return readLayoutFile({ name: 'dir/My Layout.json', text, readImage: (image) => beside[image] ?? null });
}

async function problemOf(text: string, beside: Readonly<Record<string, Buffer>> = {}): Promise<string> {
  const layout = await read(text, beside);
  if (layout.ok) return '';
  expect(layout.failure).toMatchObject({
    code: 'file-not-a-layout',
    details: { file: 'dir/My Layout.json' },
  });
  return layout.failure.details.problemEn ?? '';
}

test.each([
  ['png', LOGO],
  ['jpeg', GREY_JPEG],
  ['svg+xml', svgOf('<title>Logo</title><g fill="currentColor"><path d="M0 0h10v10z"/></g>')],
] as const)('a %s image beside the file is put into the layout', async (kind, bytes) => {
  const layout = await read(`\uFEFF${layoutOf('logo')}`, { logo: bytes });
  const source = layout.ok ? layout.value.layout.front.images[0]?.source : layout.failure;
  expect(source).toBe(dataAddress(kind, bytes));
});

const PLACE = '→ at front.images[0].source';
const cut = (bytes: Buffer, by: number) => bytes.subarray(0, bytes.length - by);
test.each([
  ['a text', Buffer.from('hello'), '"logo" is not a PNG, JPEG or SVG image'],
  ['nothing', Buffer.alloc(0), '"logo" is not a PNG, JPEG or SVG image'],
  ['a PNG that is cut off', cut(LOGO, 5), 'the PNG image is cut off or damaged'],
  ['a PNG of too few lines', Buffer.from(LOGO).fill(9, 23, 24), 'the PNG image is cut off or damaged'],
  [
    'a PNG whose pixels are no zlib',
    Buffer.from(LOGO).fill(0, 41, 45),
    'the PNG image is cut off or damaged',
  ],
  ['a JPEG that is cut off', cut(GREY_JPEG, 4), 'the JPEG image is cut off'],
  ['a JPEG of its first bytes alone', Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'the JPEG image is cut off'],
  ['an SVG that is cut off', cut(svgOf('<g/>'), 4), 'the SVG image is damaged'],
  ['an SVG with text', svgOf('<text>Hi</text>'), 'turn texts into paths'],
  ['an SVG with a script', svgOf('<script>1</script>'), 'the SVG image has <script>'],
  ['an SVG that shows a file', svgOf('<use href="file:///etc/passwd#x"/>'), 'links to "file:///etc/passwd'],
  [
    'an SVG with entities',
    Buffer.from('<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 1 1"/>'),
    'entities',
  ],
  ['an SVG without a size', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'neither a viewBox'],
  ['too many bytes', Buffer.alloc(LARGEST_IMAGE_BYTES + 1), 'has more than 300000 bytes'],
  ['too many pixels', pngOf(1, 1, []).fill(0x7f, 16, 24), 'has more than 6000000 pixels'],
])('an image that is %s is refused by its place', async (_what, bytes, words) => {
  const problem = await problemOf(layoutOf('logo'), { logo: bytes });
  expect(problem).toContain(words);
  expect(problem).toContain(PLACE);
});

test.each(['missing.png', '../logo', '/etc/passwd', 'a\\b', 'https://example.org/logo.png'])(
  'an image %s that does not lie beside the file is refused',
  async (source) => {
    const problem = await problemOf(layoutOf(source), { logo: LOGO });
    expect(problem).toContain(source);
    expect(problem).toContain(PLACE);
  },
);

test('an image that is given as a data address is looked into as well', async () => {
  const problem = await problemOf(layoutOf(dataAddress('png', cut(LOGO, 5))));
  expect(problem).toContain('the PNG image is cut off');
});

test.each([
  ['a number', '7', 'expected object'],
  ['of a form to come', layoutOf(null, { format: 3 }), 'format'],
  ['of an unknown part', layoutOf(null, { shoes: 2 }), 'shoes'],
])('a file that is %s is refused', async (_what, text, words) => {
  expect(await problemOf(text)).toContain(words);
});

test('a file that is no JSON is told by its own code', async () => {
  expect(await read('{"page":')).toEqual({
    ok: false,
    failure: { code: 'file-not-json', details: { file: 'dir/My Layout.json' } },
  });
});

test('a layout of the first form, which had neither form nor id, still opens', async () => {
  const size = { max: 20, floor: 10 };
  const field = { text: 'name', weight: 'bold', size, lines: 1, height: 8, colour: '#10222e', align: 'left' };
  const columns = [{ box: { x: 5, y: 30, width: 95, height: 20 }, fields: [field] }];
  const qr = { x: 38.5, y: 90.5, size: 28, quiet: 4 };
  const first = { page: { width: 105, height: 148 }, bands: [], columns, qr };
  expect(await read(JSON.stringify(first))).toMatchObject({
    ok: true,
    value: { id: 'my-layout', categories: null, layout: { front: { columns, qr }, back: null } },
  });
  expect(await problemOf(JSON.stringify({ ...first, shoes: 2 }))).toContain('shoes');
});
