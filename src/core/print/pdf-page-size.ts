/** The size of a page in hundredths of a millimetre, the unit of IPP. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

const HUNDREDTHS_OF_MM_PER_POINT = 2540 / 72;

/** The size of the only page, or null when the bytes are no PDF of one plain page object, as our badges are. */
export function pdfPageSize(pdf: Uint8Array): PageSize | null {
  const text = new TextDecoder('latin1').decode(pdf);
  const pages = text.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  const box = /\/MediaBox\s*\[\s*([-\d.]+)\s+([-\d.]+)\s+([-\d.]+)\s+([-\d.]+)\s*\]/.exec(text);
  if (!text.startsWith('%PDF-') || pages !== 1 || box === null) return null;
  const [left = 0, bottom = 0, right = 0, top = 0] = box.slice(1).map(Number);
  const width = Math.round((right - left) * HUNDREDTHS_OF_MM_PER_POINT);
  const height = Math.round((top - bottom) * HUNDREDTHS_OF_MM_PER_POINT);
  return width > 0 && height > 0 ? { width, height } : null;
}
