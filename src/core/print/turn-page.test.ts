import { expect, it } from 'vitest';
import { turnPage } from './turn-page.ts';

it.each(['', 'no PDF', '%PDF-1.3\n1 0 obj\n<< /Type /Pages >>\nendobj\ntrailer\n<< >>\nstartxref\n1\n%%EOF'])(
  'bytes that are no plain PDF of a page are refused: %j',
  (text) => {
    expect(() => turnPage(new TextEncoder().encode(text))).toThrow('not in a plain PDF');
  },
);
