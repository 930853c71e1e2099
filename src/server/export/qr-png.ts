import { crc32, deflateSync } from 'node:zlib';
import { create } from 'qrcode';

/** White modules around the code (ISO/IEC 18004), and pixels a module: 57 modules are 456 pixels, 39 mm at 300 dpi. */
const QUIET_ZONE = 4;
const SCALE = 8;

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const WHITE = 0xff;

/**
 * A QR code as a PNG image of one bit a pixel, with redundancy M. Written here since the picture of the qrcode package
 * takes four times as long, which counts with 100,000 tickets.
 */
export function qrPng(code: string): Buffer<ArrayBuffer> {
  const { modules } = create(code, { errorCorrectionLevel: 'M' });
  const side = modules.size + 2 * QUIET_ZONE;
  // A module is a byte wide, so a row of pixels is a row of modules behind the filter's number (0: none).
  const empty = Buffer.alloc(side + 1, WHITE).fill(0, 0, 1);
  const rows = Array.from({ length: side }, (_, row) => {
    const line = Buffer.from(empty);
    for (let column = 0; column < modules.size; column += 1)
      if (isDark(row - QUIET_ZONE, column)) line[1 + QUIET_ZONE + column] = 0;
    return line;
  });
  const pixels = Buffer.concat(rows.flatMap((line) => Array.from({ length: SCALE }, () => line)));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header(side * SCALE)),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);

  function isDark(row: number, column: number): boolean {
    return row >= 0 && row < modules.size && modules.get(row, column) !== 0;
  }
}

/** Width, height, one bit a pixel, greyscale; no choice of compression, filter or interlacing. */
function header(pixels: number): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(pixels, 0);
  bytes.writeUInt32BE(pixels, 4);
  bytes.writeUInt8(1, 8);
  return bytes;
}

/** Length, type, data and the checksum of the latter two (PNG specification, 5.3). */
function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, checksum]);
}
