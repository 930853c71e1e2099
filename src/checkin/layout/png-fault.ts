import { type Problem, problem } from '../../contract/problem-sentences.ts';

/** More would take seconds to decode. */
export const MOST_PIXELS = 6_000_000;

const SIGNATURE_BYTES = 8;
/** Samples a pixel by colour type (PNG 1.2, table 2.1). */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

/** Why a PNG cannot be drawn; null when it can. Inflates it whole. */
export async function pngFault(bytes: Uint8Array): Promise<Problem | null> {
  const chunks = [...chunksOf(bytes)];
  const header = chunks[0];
  if (header?.type !== 'IHDR' || header.data.length < 13 || chunks.at(-1)?.type !== 'IEND')
    return problem('png-damaged');
  const view = new DataView(header.data.buffer, header.data.byteOffset);
  const [width, height, bits] = [view.getUint32(0), view.getUint32(4), view.getUint8(8)];
  const samples = SAMPLES[view.getUint8(9)];
  if (width === 0 || height === 0 || samples === undefined) return problem('png-damaged');
  if (width * height > MOST_PIXELS) return problem('image-pixels', { pixels: String(MOST_PIXELS) });
  const isInterlaced = view.getUint8(12) === 1;
  if (bits < 8 && (isInterlaced || chunks.some((chunk) => chunk.type === 'tRNS')))
    return problem('png-shallow');
  const length = await inflatedLength(chunks.filter((chunk) => chunk.type === 'IDAT'));
  // Interlaced images have more line starts than this, never fewer.
  const expected = height * (1 + Math.ceil((width * samples * bits) / 8));
  return length === null || length < expected ? problem('png-damaged') : null;
}

/** Stops where a chunk is cut off. */
function* chunksOf(bytes: Uint8Array): Generator<Chunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = SIGNATURE_BYTES; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    if (at + 12 + length > bytes.length) return;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    yield { type, data: bytes.subarray(at + 8, at + 8 + length) };
    at += 12 + length;
  }
}

async function inflatedLength(chunks: readonly Chunk[]): Promise<number | null> {
  const data = new Blob(chunks.map((chunk) => new Uint8Array(chunk.data)));
  try {
    const inflated = data.stream().pipeThrough(new DecompressionStream('deflate'));
    let length = 0;
    for await (const part of inflated) length += part.length;
    return length;
  } catch {
    return null;
  }
}
