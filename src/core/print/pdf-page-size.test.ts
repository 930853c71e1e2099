import { describe, expect, it } from 'vitest';
import { pdfPageSize } from './pdf-page-size.ts';

describe('the page size of a PDF', () => {
  it.each([
    ['%PDF-1.3 /MediaBox [0 0 297.637795 419.527559]', { width: 10500, height: 14800 }],
    ['%PDF-1.3 /MediaBox[ 10 20 265.12 173.07 ]', { width: 9000, height: 5400 }],
    ['%PDF-1.3 /MediaBox [0 0 0 0]', null],
    ['%PDF-1.3', null],
    ['/MediaBox [0 0 1 1]', null],
    ['', null],
  ])('%s', (text, size) => {
    expect(pdfPageSize(new TextEncoder().encode(text))).toEqual(size);
  });
});
