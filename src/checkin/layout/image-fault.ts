import { type Problem, problem } from '../../contract/problem-sentences.ts';
import { jpegFault } from './jpeg-fault.ts';
import { pngFault } from './png-fault.ts';
import { svgFault } from './svg-fault.ts';

export type ImageKind = 'png' | 'jpeg' | 'svg+xml';

/** What the first bytes say that an image is; null for what a badge cannot hold. */
export function imageKind(bytes: Uint8Array): ImageKind | null {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  const start = new TextDecoder().decode(bytes.subarray(0, 4096));
  return /<svg[\s>/]/.test(start) ? 'svg+xml' : null;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

/** Why an image cannot be drawn on a badge; null when it can. Looks at all of it. */
export async function imageFault(bytes: Uint8Array): Promise<Problem | null> {
  switch (imageKind(bytes)) {
    case 'png':
      return pngFault(bytes);
    case 'jpeg':
      return jpegFault(bytes);
    case 'svg+xml':
      return svgFault(new TextDecoder().decode(bytes));
    case null:
      return problem('image-kind');
  }
}
