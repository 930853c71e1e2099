import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as flags from 'country-flag-icons/string/3x2';
import { create } from 'qrcode';
import type { BadgeBand, BadgeColumn, BadgeLayout, BadgeSide, Box } from '../../src/contract/badge-layout.ts';
import type { BadgeContent } from '../../src/core/badge/badge-content.ts';
import { fieldText } from '../../src/core/badge/field-text.ts';
import { fitText } from '../../src/core/badge/text/fit-text.ts';
import { openFonts } from '../../src/core/badge/text/fonts.ts';
import { readParagraph } from '../../src/core/badge/text/paragraph.ts';
import { fontsFolder } from './badge-parts.ts';

/**
 * A badge as a page of SVG for a browser, made from layout and content alone: geometry, colours, images and marks are
 * worked out here anew, letters are shaped by the browser. Only sizes and line breaks of texts are those of fitText,
 * which has tests of its own. Lengths in mm.
 */
export function browserPage(content: BadgeContent, layout: BadgeLayout): string {
  const margin = layout.cutMarks?.margin ?? 0;
  const { width, height } = layout.page;
  const [wide, high] = [
    layout.fold === 'left' ? 2 * width : width,
    layout.fold === 'top' ? 2 * height : height,
  ];
  const front = `translate(${margin + wide - width} ${margin + high - height})`;
  const back =
    layout.fold === 'top'
      ? `translate(${margin + width} ${margin + height}) rotate(180)`
      : `translate(${margin} ${margin})`;
  const sides = [side(layout.front, front, content, layout)];
  if (layout.back !== null) sides.push(side(layout.back, back, content, layout));
  const [sheetWidth, sheetHeight] = [wide + 2 * margin, high + 2 * margin];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${sheetWidth}mm" height="${sheetHeight}mm"
    viewBox="0 0 ${sheetWidth} ${sheetHeight}">${sides.join('')}${marks(layout, wide, high)}</svg>`;
}

function side(parts: BadgeSide, place: string, content: BadgeContent, layout: BadgeLayout): string {
  const colour = (name: string) => cssColour(name, content.category.colour);
  return `<g transform="${place}">
    ${parts.bands.map((one) => band(one, layout, colour(one.colour))).join('')}
    ${parts.images.map((one) => image(one.source, one.box, one.fit, content.category.colour)).join('')}
    ${parts.flags.map(({ box }) => flag(box, content.country)).join('')}
    ${parts.columns.map((one) => column(one, content, layout, colour)).join('')}
    ${parts.qr === null ? '' : qrCode(parts.qr, content.code)}</g>`;
}

function cssColour(name: string, category: string): string {
  const mixes: Record<string, string> = {
    category,
    'category-deep': `color-mix(in srgb, ${category} 55%, black)`,
    'category-pale': `color-mix(in srgb, ${category} 12%, white)`,
    'on-category': '#ffffff',
  };
  return mixes[name] ?? name;
}

function band({ box, radius, outline }: BadgeBand, { page, cutMarks }: BadgeLayout, colour: string): string {
  const { x, y, width, height } = box;
  if (outline !== null)
    return `<rect x="${x + outline / 2}" y="${y + outline / 2}" width="${width - outline}" rx="${radius}"
      height="${height - outline}" fill="none" stroke="${colour}" stroke-width="${outline}"/>`;
  const bleed = Math.min(3, (cutMarks?.margin ?? 0) / 2);
  const [left, top] = [x === 0 ? bleed : 0, y === 0 ? bleed : 0];
  const right = x + width === page.width ? bleed : 0;
  const bottom = y + height === page.height ? bleed : 0;
  return `<rect x="${x - left}" y="${y - top}" width="${width + left + right}" height="${height + top + bottom}"
    rx="${radius}" fill="${colour}"/>`;
}

function image(source: string, box: Box, fit: 'contain' | 'cover', category: string): string {
  const aspect = `xMidYMid ${fit === 'cover' ? 'slice' : 'meet'}`;
  const svg = 'data:image/svg+xml;base64,';
  if (!source.startsWith(svg))
    return `<image ${placed(box)} href="${source}" preserveAspectRatio="${aspect}"/>`;
  const text = Buffer.from(source.slice(svg.length), 'base64').toString('utf8');
  return nested(text.replaceAll('currentColor', category), box, aspect);
}

function flag(box: Box, country: string): string {
  const svg = new Map<string, string>(Object.entries(flags)).get(country);
  if (svg === undefined) return '';
  return `${nested(svg, box, 'xMidYMid meet')}
    <rect ${placed(box)} fill="none" stroke="#9aa7af" stroke-width="${0.25 / POINTS_PER_MM}"/>`;
}

function nested(svg: string, box: Box, aspect: string): string {
  return svg.replace('<svg ', `<svg ${placed(box)} preserveAspectRatio="${aspect}" `);
}

function placed({ x, y, width, height }: Box): string {
  return `x="${x}" y="${y}" width="${width}" height="${height}"`;
}

function qrCode({ x, y, size, quiet }: NonNullable<BadgeSide['qr']>, code: string): string {
  const { modules } = create(code, { errorCorrectionLevel: 'M' });
  const dark = Array.from({ length: modules.size ** 2 }, (_none, at) => at).filter(
    (at) => modules.get(Math.floor(at / modules.size), at % modules.size) !== 0,
  );
  const path = dark.map((at) => `M${at % modules.size} ${Math.floor(at / modules.size)}h1v1h-1z`).join('');
  return `<rect x="${x - quiet}" y="${y - quiet}" width="${size + 2 * quiet}" height="${size + 2 * quiet}"
    fill="#fff"/><path transform="translate(${x} ${y}) scale(${size / modules.size})" d="${path}"/>`;
}

const POINTS_PER_MM = 72 / 25.4;
const fonts = openFonts(fontsFolder);

function column(
  { box, place, fields }: BadgeColumn,
  content: BadgeContent,
  layout: BadgeLayout,
  colour: (name: string) => string,
): string {
  const set = fields.flatMap((field) => {
    const says = fieldText(field, content, layout);
    const style = { ...field, country: field.text === 'name' ? content.country : '' };
    const room = { ...field, width: box.width * POINTS_PER_MM, height: field.height * POINTS_PER_MM };
    const fitted = fitText(readParagraph(says, style, fonts), room);
    return fitted === undefined ? [] : [{ field, fitted, says }];
  });
  const lineHeight = ({ fitted }: (typeof set)[number]) => (fitted.ascent + fitted.descent) / POINTS_PER_MM;
  const total = set.reduce(
    (sum, one, at) => sum + (at && one.field.gap) + one.fitted.lines.length * lineHeight(one),
    0,
  );
  let top = box.y + { top: 0, middle: (box.height - total) / 2, bottom: box.height - total }[place];
  return set
    .map((one, at) => {
      const { field, fitted, says } = one;
      top += at && field.gap;
      const x = box.x + { left: 0, center: box.width / 2, right: box.width }[field.align];
      const anchor = { left: 'start', center: 'middle', right: 'end' }[field.align];
      const lines = fitted.lines.map((line, place_) => {
        const baseline = top + place_ * lineHeight(one) + fitted.ascent / POINTS_PER_MM;
        // More than one line: only of texts from left to right, whose runs are in the order of reading.
        const words = fitted.lines.length === 1 ? says : line.runs.map((run) => run.text).join('');
        const size = fitted.size / POINTS_PER_MM;
        return `<text x="${x + (anchor === 'middle' ? (field.tracking * size) / 2 : 0)}" y="${baseline}"
          font-size="${size}" font-weight="${field.weight === 'bold' ? 700 : 400}" text-anchor="${anchor}"
          letter-spacing="${/^[\x20-\x7e]*$/.test(words) ? field.tracking * size : 0}" fill="${colour(field.colour)}"
          >${escaped(words.trim())}</text>`;
      });
      top += fitted.lines.length * lineHeight(one);
      return lines.join('');
    })
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function marks({ fold, cutMarks, page }: BadgeLayout, wide: number, high: number): string {
  const margin = cutMarks?.margin ?? 0;
  const bleed = Math.min(3, margin / 2);
  const [right, bottom] = [margin + wide, margin + high];
  const paths: string[] = [];
  if (margin > 0) {
    for (const x of [margin, right])
      paths.push(`M${x} 0V${margin - bleed}M${x} ${bottom + bleed}V${bottom + margin}`);
    for (const y of [margin, bottom])
      paths.push(`M0 ${y}H${margin - bleed}M${right + bleed} ${y}H${right + margin}`);
  }
  const hairline = 0.35 / POINTS_PER_MM;
  const ticks = {
    top: `M0 ${page.height}h4M${wide} ${page.height}h-4`,
    left: `M${page.width} 0v4M${page.width} ${high}v-4`,
  };
  const folded = fold === null || margin > 0 ? '' : ticks[fold];
  return `<path stroke="#000" stroke-width="${hairline}" d="${paths.join('')}"/>
    <path stroke="#8a97a0" stroke-width="${hairline}" stroke-dasharray="${2 / POINTS_PER_MM}" d="${folded}"/>`;
}

/** The font files that we ship, under one name: each for its own script, the Latin one before the Chinese. */
export function fontFaces(): string {
  const faces = [
    ['noto-sans-sc', 'NotoSansSC', 'U+0-10FFFF'],
    ['noto-sans', 'NotoSans', 'U+20-1FFF, U+2010-2027, U+20A0-20CF'],
    ['noto-sans-arabic', 'NotoSansArabic', 'U+600-6FF'],
  ] as const;
  const weights = [
    ['400Regular', 400],
    ['700Bold', 700],
  ] as const;
  const rules = faces.flatMap(([folder, file, range]) =>
    weights.map(([weight, number]) => {
      const font = pathToFileURL(path.join(fontsFolder, folder, weight, `${file}_${weight}.ttf`)).href;
      return `@font-face { font-family: Badge; font-weight: ${number}; unicode-range: ${range}; src: url("${font}") }`;
    }),
  );
  return `${rules.join('\n')} text { font-family: Badge }`;
}
