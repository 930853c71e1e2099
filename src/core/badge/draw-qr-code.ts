import { create, type QRCode } from 'qrcode';
import type { Box } from '../../contract/badge-layout.ts';

/**
 * Modules a side up to which the code has redundancy M (15 %): version 10. A longer code has L (7 %), since at 28 mm
 * larger modules help a scanner more.
 */
const MANY_MODULES = 57;

/** The letters of a QR code's alphanumeric mode (ISO/IEC 18004, table 5) as our tokens have them. */
const ALPHANUMERIC = /^YD1[0-9A-Z]+$/;

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
  // A token of ours has no parts to be told apart: to look for them takes four times as long as the code itself.
  const text = ALPHANUMERIC.test(code) ? [{ data: code, mode: 'alphanumeric' as const }] : code;
  const robust = create(text, { errorCorrectionLevel: 'M' });
  return robust.modules.size <= MANY_MODULES ? robust : create(text, { errorCorrectionLevel: 'L' });
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
