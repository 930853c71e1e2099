import {
  type BadgeBand,
  type BadgeColumn,
  type BadgeField,
  type BadgeImage,
  type BadgeLayout,
  BadgeLayoutSchema,
  type BadgeQr,
} from '../../contract/badge-layout.ts';
import type { BadgeContent } from './badge-content.ts';
import { sheetOf } from './sheet.ts';

/** As long as the code of a badge, so that its modules are as large; it is nobody's code. */
const CODE = 'YANQI DESK TEST BADGE '.repeat(8).trim();
const INK = '#10222e';
/** Rulers and their numbers, in mm. */
const RULER = 4;
const NUMBERS = 3;
const NUMBER_WIDTH = 6;
const EDGE = RULER + NUMBER_WIDTH + 0.5;
/** Lines this far from the edge show how near to it the printer reaches, in mm. */
const INSETS = [0, 2, 4];
/** A patch for each of these shows that colours come out, and that grey is grey. */
const PATCHES = ['#000000', '#6b6b6b', '#c4c4c4', '#00a0c6', '#c61f6a', '#e8c500'];

/**
 * A test badge for a layout's page: its edges, rulers in mm along the top and the left, a bar to measure, colours,
 * letters, and a QR code as large as the layout's. Drawn like any badge.
 */
export function testSheet(layout: BadgeLayout): { content: BadgeContent; layout: BadgeLayout } {
  const { width, height } = sheetOf(layout);
  const qr = placedQr(layout.front.qr?.size ?? 22, width, height);
  const room = besides(qr, width, height);
  const bar = Math.min(50, Math.floor(room.width / 10) * 10);
  const front = {
    bands: [...edges(width, height), ...patches(room), ...barOf(bar, room)],
    images: [ruler(width, 'across'), ruler(height, 'down')],
    columns: [
      ...numbers(width, 'across'),
      ...numbers(height, 'down'),
      ...words(room, { width, height }, bar, qr),
    ],
    qr,
  };
  return { content: content(), layout: BadgeLayoutSchema.parse({ page: { width, height }, front }) };
}

interface Room {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** In the bottom right corner, or smaller on a page that does not hold it. */
function placedQr(wanted: number, width: number, height: number): BadgeQr | null {
  const quiet = Math.ceil(wanted) / 10;
  const size = Math.min(wanted, width - EDGE - 2 * quiet - 5, height - EDGE - 2 * quiet - 5);
  return size < 16 ? null : { x: width - size - quiet - 5, y: height - size - quiet - 5, size, quiet };
}

/** The larger part of the page that the QR code leaves free. */
function besides(qr: BadgeQr | null, width: number, height: number): Room {
  const whole = { x: EDGE, y: EDGE, width: width - EDGE - 5, height: height - EDGE - 5 };
  if (qr === null) return whole;
  const left = { ...whole, width: qr.x - qr.quiet - EDGE };
  const above = { ...whole, height: qr.y - qr.quiet - EDGE };
  return left.width * left.height > above.width * above.height ? left : above;
}

function edges(width: number, height: number): Partial<BadgeBand>[] {
  return INSETS.map((inset) => ({
    box: { x: inset, y: inset, width: width - 2 * inset, height: height - 2 * inset },
    colour: INK,
    outline: 0.2,
  }));
}

function patches({ x, y, width, height }: Room): Partial<BadgeBand>[] {
  const side = Math.min(8, width / PATCHES.length);
  return PATCHES.map((colour, at) => ({
    box: { x: x + at * side, y: y + height - side / 2, width: side, height: side / 2 },
    colour,
  }));
}

function barOf(length: number, { x, y, height }: Room): Partial<BadgeBand>[] {
  return length === 0 ? [] : [{ box: { x, y: y + height - 7, width: length, height: 1 }, colour: INK }];
}

/** A tick for each mm, longer at each fifth and tenth, from the corner. */
function ruler(length: number, way: 'across' | 'down'): Partial<BadgeImage> {
  const ticks = Array.from({ length: Math.floor(length) + 1 }, (_none, at) => {
    const tick = RULER * (at % 10 === 0 ? 1 : at % 5 === 0 ? 0.75 : 0.5);
    return way === 'across' ? `M${at} 0v${tick}` : `M0 ${at}h${tick}`;
  });
  const size = way === 'across' ? { width: length, height: RULER } : { width: RULER, height: length };
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}">` +
    `<path stroke="${INK}" stroke-width=".15" d="${ticks.join('')}"/></svg>`;
  return {
    box: { x: 0, y: 0, ...size },
    source: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
  };
}

function numbers(length: number, way: 'across' | 'down'): Partial<BadgeColumn>[] {
  const step = length > 200 ? 20 : 10;
  const count = Math.ceil((length - step / 2) / step) - 1;
  return Array.from({ length: Math.max(0, count) }, (_none, at) => {
    const place = (at + 1) * step;
    const box =
      way === 'across'
        ? { x: place - 4, y: RULER, width: 8, height: NUMBERS }
        : { x: RULER, y: place - NUMBERS / 2, width: NUMBER_WIDTH, height: NUMBERS };
    const align = way === 'across' ? ('center' as const) : ('left' as const);
    return { box, fields: [field(String(place), 6, NUMBERS, align)] };
  });
}

function words(
  room: Room,
  page: { readonly width: number; readonly height: number },
  bar: number,
  qr: BadgeQr | null,
): Partial<BadgeColumn>[] {
  const lines = [
    field('试印 Test badge', 16, 7.5, 'left', 'bold'),
    field(`${page.width} × ${page.height} mm`, 12, 5.5, 'left', 'bold'),
    field(`粗线 ${bar} mm · bar ${bar} mm`, 9, 4.2, 'left'),
    ...(qr === null ? [] : [field(`QR ${Math.round(qr.size * 10) / 10} mm`, 9, 4.2, 'left')]),
    field('欧阳小明 Šárka Nguyễn Жанна محمد ไทย हिन्दी', 9, 4.2, 'left'),
  ];
  const height = room.height - 8;
  const fields = lines.filter((_line, at) => heightOf(lines.slice(0, at + 1)) <= height);
  return fields.length === 0 ? [] : [{ box: { ...room, height }, place: 'top', fields }];
}

function heightOf(fields: readonly BadgeField[]): number {
  return fields.reduce((sum, { height }) => sum + height, 0);
}

function field(
  text: string,
  size: number,
  height: number,
  align: BadgeField['align'],
  weight: BadgeField['weight'] = 'regular',
): BadgeField {
  const look = { weight, align, colour: INK, size: { max: size, floor: 4 }, lines: 1, height };
  return { text: 'words', words: text, gap: 0, tracking: 0, when: null, ...look };
}

function content(): BadgeContent {
  const nothing = { familyName: '', givenName: '', latinName: '', title: '', badgeName: '' };
  return {
    ...nothing,
    event: { name: { zh: '试印', en: 'Test badge' }, line: '' },
    registration: '',
    organization: '',
    jobTitle: '',
    country: '',
    category: { id: '', name: { zh: '试印', en: 'Test badge' }, colour: '#4a4a4a' },
    code: CODE,
  };
}
