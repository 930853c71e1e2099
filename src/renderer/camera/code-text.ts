import type { ReadResult } from 'zxing-wasm/reader';

/** Latin letters and pairs of bytes as Chinese has them in GB2312, the core of GBK and GB18030. */
const CHINESE_BYTES = /^(?:[\0-\x7f]|[\xa1-\xf7][\xa1-\xfe])+$/;

/**
 * What a code says. Chinese that was written in GBK without a word about it comes from zxing as Latin-1, each byte a
 * letter: Latin-1 itself has no such pairs.
 */
export function textOf({ text, bytes }: Pick<ReadResult, 'text' | 'bytes'>): string {
  const isAscii = /^[^\x80-\u{10ffff}]*$/u.test(text);
  return !isAscii && CHINESE_BYTES.test(text) ? new TextDecoder('gb18030').decode(bytes) : text;
}
