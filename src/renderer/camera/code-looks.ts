import type { ReaderOptions } from 'zxing-wasm/reader';
import type { CodeKind } from '../../contract/event.ts';

/**
 * How a picture is looked at. Each has its own weakness, so the pictures of a camera get them in turn: a quick look at
 * the whole of one, a hard look at the middle of the next, twice as large. Of 132 hard codes of another seed than that
 * of `npm run bench -- --only scan` these two read 94; ten other ways (denoised, one threshold for all of the picture,
 * smaller, half as large again, three times as large) would have read one more between them.
 */
export const LOOKS = ['whole', 'middle'] as const;
export type Look = (typeof LOOKS)[number];

/** What goes to the thread that reads: the picture is given away. */
export interface PictureToRead {
  readonly kind: 'picture';
  readonly picture: VideoFrame;
  readonly look: Look;
  readonly kinds: readonly CodeKind[];
}

/** Asked to end, the thread lets go of the picture that it has first: a camera waits for its pictures. */
export type ForReader = PictureToRead | { readonly kind: 'end' };

/** A code in a picture, and how long its longest side is there, in pixels of any one measure. */
export interface FoundCode {
  readonly text: string;
  readonly side: number;
}

/** What came of one picture; a fault is one of the reader itself, not of the picture. */
export type Reading =
  | { readonly kind: 'codes'; readonly codes: readonly FoundCode[] }
  | { readonly kind: 'fault'; readonly fault: string };

const FORMATS = {
  'qr-code': 'QRCode',
  'data-matrix': 'DataMatrix',
  pdf417: 'PDF417',
  aztec: 'Aztec',
} as const;
/** Held before a camera are one or two; more would be a wall of them. */
const MOST_CODES = 4;

/** Inverted codes are always read. Turning helps PDF417 only: square codes are found however they are turned. */
export function optionsFor(look: Look, kinds: readonly CodeKind[]): ReaderOptions {
  return {
    formats: [...new Set<CodeKind>(['qr-code', ...kinds])].map((kind) => FORMATS[kind]),
    tryHarder: look === 'middle',
    tryInvert: true,
    tryRotate: kinds.includes('pdf417'),
    tryDownscale: true,
    maxNumberOfSymbols: MOST_CODES,
    textMode: 'Plain',
  };
}
