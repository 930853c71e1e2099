import { describe, expect, it } from 'vitest';
import { encodeText } from '../../../tests/fixtures/legacy-encoder.ts';
import type { ListEncoding } from '../../contract/list-import.ts';
import { decodeText } from './decode-text.ts';

function withMark(mark: number[], bytes: Uint8Array): Uint8Array {
  return Uint8Array.from([...mark, ...bytes]);
}

describe('the encoding of a text', () => {
  it.each<[ListEncoding, string]>([
    ['utf-8', 'id,姓名\n1,Nguyễn Thị Ánh\n'],
    ['utf-16le', 'id,姓名\n1,𬱖\n'],
    ['utf-16be', 'id,姓名\n1,𬱖\n'],
    ['gb18030', '编号,姓,名\n1,欧阳,小明\n'],
    ['gb18030', '欧阳,小明'],
    ['gb18030', 'id,surname,given\n1,曾,喆\n'],
    ['big5', '編號,姓,名\n1,歐陽,大文\n'],
    ['shift_jis', '番号,氏名\n1,渡邉さくら\n'],
    ['windows-1252', 'id,name\n1,Jürgen Müller\n2,“Zoë” Núñez\n'],
  ])('%s is found out from %j', (encoding, text) => {
    expect(decodeText(encodeText(text, encoding), null)).toEqual({ encoding, text });
  });

  it.each<[ListEncoding, number[]]>([
    ['utf-8', [0xef, 0xbb, 0xbf]],
    ['utf-16le', [0xff, 0xfe]],
    ['utf-16be', [0xfe, 0xff]],
  ])('%s is told by its byte order mark, which is no part of the text', (encoding, mark) => {
    const text = 'id,姓名\n';
    expect(decodeText(withMark(mark, encodeText(text, encoding)), null)).toEqual({ encoding, text });
  });

  it('is GB18030 for a character of four bytes', () => {
    const bytes = Uint8Array.from([0x69, 0x64, 0x2c, 0x95, 0x32, 0x82, 0x36]);
    expect(decodeText(bytes, null)).toEqual({ encoding: 'gb18030', text: 'id,𠀀' });
  });

  it('makes every line end one, and drops the end-of-file mark of DOS', () => {
    const bytes = new TextEncoder().encode('a\r\nb\rc\n\u001A');
    expect(decodeText(bytes, null)?.text).toBe('a\nb\nc\n');
  });

  it.each([
    ['control characters', [0x61, 0x07, 0x62]],
    ['bytes that no encoding of ours has', [0x61, 0x81, 0x20, 0xff]],
  ])('is none for %s', (_, bytes) => {
    expect(decodeText(Uint8Array.from(bytes), null)).toBeNull();
  });
});
