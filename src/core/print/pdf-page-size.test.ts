import { describe, expect, it } from 'vitest';
import { pdfPageSize } from './pdf-page-size.ts';

const PAGE = '/Type /Page /MediaBox [0 0 297.637795 419.527559]';

describe('the page size of a PDF', () => {
  it.each([
    [`%PDF-1.3 /Type /Pages ${PAGE}`, { width: 10500, height: 14800 }],
    ['%PDF-1.3 /Type/Page/MediaBox[ 10 20 265.12 173.07 ]', { width: 9000, height: 5400 }],
    [`%PDF-1.3 /Type /Pages ${PAGE} ${PAGE}`, null],
    ['%PDF-1.3 /Type /Page /MediaBox [0 0 0 0]', null],
    ['%PDF-1.3 /Type /Pages /MediaBox [0 0 1 1]', null],
    ['%PDF-1.3', null],
    ['/Type /Page /MediaBox [0 0 1 1]', null],
    ['', null],
  ])('%s', (text, size) => {
    expect(pdfPageSize(new TextEncoder().encode(text))).toEqual(size);
  });
});
