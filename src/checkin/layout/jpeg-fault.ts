import { type Problem, problem } from '../../contract/problem-sentences.ts';
import { MOST_PIXELS } from './png-fault.ts';

/** Start of frame: baseline, extended and progressive, which PDF knows (ITU-T T.81, table B.1). */
const FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2];
const START_OF_SCAN = 0xda;

/** Why a JPEG cannot be drawn; null when it can. */
export function jpegFault(bytes: Uint8Array): Problem | null {
  const frame = frameOf(bytes);
  const ends = bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
  if (frame === null || !ends) return problem('jpeg-damaged');
  const view = new DataView(frame.buffer, frame.byteOffset, frame.length);
  const [bits, height, width, components] = [
    view.getUint8(0),
    view.getUint16(1),
    view.getUint16(3),
    view.getUint8(5),
  ];
  if (bits !== 8 || width === 0 || height === 0 || ![1, 3, 4].includes(components))
    return problem('jpeg-damaged');
  return width * height > MOST_PIXELS ? problem('image-pixels', { pixels: String(MOST_PIXELS) }) : null;
}

/** What the frame's header says, when a scan follows it. */
function frameOf(bytes: Uint8Array): Uint8Array | null {
  let frame: Uint8Array | null = null;
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (marker === START_OF_SCAN) return frame;
    const data = bytes.subarray(at + 4, at + 2 + length);
    if (FRAMES.includes(marker) && data.length >= 6) frame = data;
    at += 2 + Math.max(2, length);
  }
  return null;
}
