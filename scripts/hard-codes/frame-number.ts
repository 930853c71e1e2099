/**
 * Each picture of the film carries its number, as black and white squares in its lowest corner: a camera gives
 * pictures when it likes, and a busy computer misses some.
 */
const BITS = 8;
const SQUARE = 16;

/** Writes the number into a picture of one grey byte for each pixel. */
export function writeFrameNumber(picture: Uint8Array, width: number, height: number, number: number): void {
  for (let bit = 0; bit < BITS; bit += 1) {
    const grey = (number >> bit) & 1 ? 235 : 16;
    for (let row = height - SQUARE; row < height; row += 1) {
      const start = row * width + bit * SQUARE;
      picture.fill(grey, start, start + SQUARE);
    }
  }
}

/** The number in a picture of four bytes for each pixel. */
export function readFrameNumber({ data, width, height }: ImageData): number {
  let number = 0;
  for (let bit = 0; bit < BITS; bit += 1) {
    const x = bit * SQUARE + SQUARE / 2;
    const grey = data[4 * ((height - SQUARE / 2) * width + x)] ?? 0;
    if (grey > 128) number |= 1 << bit;
  }
  return number;
}
