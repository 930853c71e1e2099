import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A grey picture: 0 is black, 255 white, row after row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** One page of a PDF, the first is 1, as a grey picture drawn by pdftoppm. */
export async function pageOf(pdfFile: string, page: number, dotsPerInch: number): Promise<Picture> {
  const place = `${pdfFile}.${page}.${dotsPerInch}`;
  const which = ['-f', String(page), '-l', String(page), '-singlefile'];
  await run('pdftoppm', ['-gray', '-r', String(dotsPerInch), ...which, pdfFile, place]);
  return readPgm(await readFile(`${place}.pgm`));
}

/** All pages of a PDF, in their order, drawn in one go. */
export async function pagesOf(pdfFile: string, dotsPerInch: number): Promise<Picture[]> {
  const folder = await mkdtemp(`${pdfFile}.pages-`);
  await run('pdftoppm', ['-gray', '-r', String(dotsPerInch), pdfFile, path.join(folder, 'page')]);
  const files = (await readdir(folder)).sort(); // numbers have leading zeros
  return Promise.all(files.map(async (file) => readPgm(await readFile(path.join(folder, file)))));
}

/** Binary PGM (netpbm, P5) with one byte a pixel. */
function readPgm(file: Uint8Array): Picture {
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(new TextDecoder('latin1').decode(file.subarray(0, 64)));
  if (!header) throw new Error('not a binary PGM picture');
  return { width: Number(header[1]), height: Number(header[2]), pixels: file.subarray(header[0].length) };
}

export function pixel(picture: Picture, x: number, y: number): number {
  const inside = x >= 0 && y >= 0 && x < picture.width && y < picture.height;
  return inside ? (picture.pixels[y * picture.width + x] ?? 255) : 255;
}

/** Part of a picture; what lies outside is white. */
export function crop(picture: Picture, left: number, top: number, width: number, height: number): Picture {
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) pixels[y * width + x] = pixel(picture, left + x, top + y);
  }
  return { width, height, pixels };
}

/** The part of a picture that is not white. */
export function inkOf(picture: Picture): Picture {
  let [left, top, right, bottom] = [picture.width, picture.height, -1, -1];
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      if (pixel(picture, x, y) > 127) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return right < 0 ? crop(picture, 0, 0, 0, 0) : crop(picture, left, top, right - left + 1, bottom - top + 1);
}

/**
 * How much two pictures differ at the place where they differ most: the share of pixels, in any square tile of the
 * given side, that are ink in one and paper in the other. A missing dot fills its tile and counts as much as a
 * missing letter. Pictures are laid on each other at their top left corners, give or take a pixel.
 */
export function worstTile(one: Picture, other: Picture, tile: number): number {
  const shifts = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => ({ x, y })));
  return Math.min(...shifts.map((shift) => worstTileAt(one, other, tile, shift)));
}

function worstTileAt(one: Picture, other: Picture, tile: number, shift: { x: number; y: number }): number {
  const columns = Math.ceil(Math.max(one.width, other.width) / tile) + 1;
  const counts = new Map<number, number>();
  for (let y = -1; y <= Math.max(one.height, other.height); y += 1) {
    for (let x = -1; x <= Math.max(one.width, other.width); x += 1) {
      if (pixel(one, x, y) > 127 === pixel(other, x + shift.x, y + shift.y) > 127) continue;
      const at = Math.floor((y + 1) / tile) * columns + Math.floor((x + 1) / tile);
      counts.set(at, (counts.get(at) ?? 0) + 1);
    }
  }
  return Math.max(0, ...counts.values()) / tile ** 2;
}

/** How far two pixels may be apart in grey, of 255: edges are smoothed in other ways by other programs. */
const GREY_STEP = 64;

/**
 * How much two pictures of a whole page differ at the place where they differ most. In each square tile two things are
 * measured: the share of pixels that have no pixel of nearly their grey around their place in the other picture, and
 * how far the mean grey is off, as a share of black. 1 when the pictures are of other sizes.
 */
export function greyDifference(one: Picture, other: Picture, tile: number): number {
  if (Math.abs(one.width - other.width) > 1 || Math.abs(one.height - other.height) > 1) return 1;
  let worst = 0;
  for (let top = 0; top < one.height; top += tile)
    for (let left = 0; left < one.width; left += tile)
      worst = Math.max(worst, tileDifference(one, other, { left, top, side: tile }));
  return worst;
}

interface Tile {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

function tileDifference(one: Picture, other: Picture, { left, top, side }: Tile): number {
  let apart = 0;
  let grey = 0;
  for (let y = top; y < top + side; y += 1) {
    for (let x = left; x < left + side; x += 1) {
      grey += pixel(one, x, y) - pixel(other, x, y);
      if (!isNear(pixel(one, x, y), other, x, y) || !isNear(pixel(other, x, y), one, x, y)) apart += 1;
    }
  }
  return Math.max(apart, Math.abs(grey) / 255) / side ** 2;
}

function isNear(grey: number, picture: Picture, x: number, y: number): boolean {
  for (let down = -1; down <= 1; down += 1) {
    for (let right = -1; right <= 1; right += 1) {
      if (Math.abs(grey - pixel(picture, x + right, y + down)) <= GREY_STEP) return true;
    }
  }
  return false;
}
