import { describe, expect, it } from 'vitest';
import { holds, paperOfName, paperOfSize, positionFor, turned } from './paper.ts';

const BADGE = { width: 10500, height: 14800 };
const CARD = { width: 9000, height: 5400 };

describe('a media name', () => {
  it.each([
    ['iso_a6_105x148mm', 105, 148],
    ['na_letter_8.5x11in', 215.9, 279.4],
    ['custom_90x54mm_90x54mm', 90, 54],
    ['oe_62mm-roll_62x0mm', 62, 0],
  ])('%s is %d x %d mm', (name, widthMm, heightMm) => {
    expect(paperOfName(name)).toEqual({ name, widthMm, heightMm });
  });

  it.each(['unknown', 'A6', 'custom_min_25x25mm', 'custom_max_216x356mm', 'x_0x5mm', ''])(
    '%s says no size',
    (name) => {
      expect(paperOfName(name)).toBeNull();
    },
  );
});

describe('a paper', () => {
  it.each([
    [paperOfSize(BADGE), BADGE, true],
    [paperOfSize(turned(BADGE)), BADGE, true],
    [paperOfSize({ width: 10420, height: 14870 }), BADGE, true],
    [paperOfSize({ width: 10390, height: 14800 }), BADGE, false],
    [paperOfSize({ width: 21000, height: 29700 }), BADGE, false],
    [paperOfSize({ width: 5400, height: 0 }), CARD, true],
    [paperOfSize({ width: 6200, height: 0 }), CARD, false],
  ])('%j holds a page of %j: %s', (paper, page, expected) => {
    expect(holds(paper, page)).toBe(expected);
  });
});

describe('a page is asked for', () => {
  it.each([
    ['as it is where the printer names no media', [], [], CARD],
    ['as it is where a medium is so', [], ['custom_90x54mm_90x54mm'], CARD],
    ['turned where the medium is so', [], ['oe_card_54x90mm'], turned(CARD)],
    [
      'as the medium that lies ready',
      ['oe_card_54x90mm'],
      ['custom_90x54mm_90x54mm', 'oe_card_54x90mm'],
      turned(CARD),
    ],
    [
      'in its own size where any is taken',
      [],
      ['custom_min_25x25mm', 'custom_max_4x6in', 'iso_a6_105x148mm'],
      CARD,
    ],
    [
      'turned where only that is narrow enough',
      [],
      ['custom_min_25x25mm', 'custom_max_60x100mm'],
      turned(CARD),
    ],
    ['nowhere that takes no such paper', [], ['iso_a4_210x297mm'], null],
    ['nowhere that takes smaller ones only', [], ['custom_min_25x25mm', 'custom_max_50x50mm'], null],
  ])('%s', (_name, ready, supported, position) => {
    const papers = ready.flatMap((name) => paperOfName(name) ?? []);
    expect(positionFor(CARD, papers, supported)).toEqual(position);
  });
});
