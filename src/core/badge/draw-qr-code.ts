import { create, type QRCode } from 'qrcode';
import type { Box } from '../../contract/badge-layout.ts';

/**
 * Modules a side up to which the code has redundancy M (15 %): version 10. A longer code has L (7 %), since at 28 mm
 * larger modules help a scanner more.
 */
const MANY_MODULES = 57;

/** Draws a QR code as filled squares that reach the edges of the box; the caller keeps the space around it white. */
export function drawQrCode(document: PDFKit.PDFDocument, code: string, box: Box): void {
  const { modules } = qrCode(code);
  const module = box.width / modules.size;
  for (let row = 0; row < modules.size; row += 1) {
    for (const { start, length } of darkStretches(modules, row)) {
      document.rect(box.x + start * module, box.y + row * module, length * module, module);
    }
  }
  document.fill('#000000');
}

function qrCode(code: string): QRCode {
  const robust = create(code, { errorCorrectionLevel: 'M' });
  return robust.modules.size <= MANY_MODULES ? robust : create(code, { errorCorrectionLevel: 'L' });
}

function* darkStretches(
  modules: QRCode['modules'],
  row: number,
): Generator<{ start: number; length: number }> {
  let start = 0;
  for (let column = 0; column <= modules.size; column += 1) {
    const dark = column < modules.size && modules.get(row, column);
    if (dark) continue;
    if (column > start) yield { start, length: column - start };
    start = column + 1;
  }
}
