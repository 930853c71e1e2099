import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it, vi } from 'vitest';
import { encodeText } from '../../../tests/fixtures/legacy-encoder.ts';
import { type ListEncoding, ListEncodingSchema } from '../../contract/list-import.ts';
import { decodeText } from './decode-text.ts';
import { DELIMITERS, parseDelimited } from './parse-delimited.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // whole lists, on a machine that does more

const LATIN = 'aZ09 éÜñ,;\t|"\n';
const HAN = 'aZ09 中国欧阳小明,;\t|"\n';

/** Characters that each encoding has. */
const ALPHABETS: Record<ListEncoding, string> = {
  'utf-8': `${LATIN}${HAN}Đễش日क्षพ👍🏽`,
  'utf-16le': `${LATIN}${HAN}Đễش日क्षพ👍🏽`,
  'utf-16be': `${LATIN}${HAN}Đễش日क्षพ👍🏽`,
  gb18030: HAN,
  big5: 'aZ09 中國歐陽小明,;\t|"\n',
  shift_jis: 'aZ09 東京さくら,;\t|"\n',
  'windows-1252': LATIN,
};

const HEADERS = ['id', 'name', 'notes'];

function tableOf(alphabet: string) {
  const cell = fc.string({
    unit: fc.constantFrom(...new Intl.Segmenter().segment(alphabet)).map(({ segment }) => segment),
    maxLength: 12,
  });
  return fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 });
}

const files = fc
  .constantFrom(...ListEncodingSchema.options)
  .chain((encoding) => fc.record({ encoding: fc.constant(encoding), rows: tableOf(ALPHABETS[encoding]) }));

describe('a delimited text', () => {
  it('reads back as the table that was written, in every encoding and with every delimiter and line end', () => {
    fc.assert(
      fc.property(
        files,
        fc.constantFrom(...DELIMITERS),
        fc.constantFrom('\n', '\r\n'),
        ({ encoding, rows }, delimiter, newline) => {
          const table = [HEADERS, ...rows];
          const bytes = encodeText(Papa.unparse(table, { delimiter, newline }), encoding);
          const parsed = parseDelimited(decodeText(bytes, encoding)?.text ?? '');
          expect(parsed.delimiter).toBe(delimiter);
          expect(parsed.rows.map(({ cells }) => cells)).toEqual(table);
          expect(parsed.rows.some(({ hasBrokenQuotes }) => hasBrokenQuotes)).toBe(false);
        },
      ),
    );
  });

  it('gives each row the line on which it starts', () => {
    fc.assert(
      fc.property(tableOf(HAN), (rows) => {
        const table = [HEADERS, ...rows];
        const { rows: parsed } = parseDelimited(Papa.unparse(table, { newline: '\n' }));
        const lines = table.map(
          (_, index) => Papa.unparse(table.slice(0, index + 1), { newline: '\n' }).split('\n').length,
        );
        const heights = table.map((cells) => cells.join('').split('\n').length - 1);
        expect(parsed.map(({ line }) => line)).toEqual(
          lines.map((last, index) => last - (heights[index] ?? 0)),
        );
      }),
    );
  });

  it('keeps the semicolons of a quoted cell together in a file of semicolons', () => {
    const { delimiter, rows } = parseDelimited('id;name;valid_days\n1;Li;"2026-06-21;2026-06-22"\n');
    expect(delimiter).toBe(';');
    expect(rows[1]?.cells).toEqual(['1', 'Li', '2026-06-21;2026-06-22']);
  });

  it('is divided where the headers make sense, whatever stands more often in the rows', () => {
    expect(parseDelimited('id,name\n1,a;b;c;d\n2,a;b;c;d\n').delimiter).toBe(',');
  });
});
