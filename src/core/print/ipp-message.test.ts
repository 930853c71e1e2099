import { describe, expect, it } from 'vitest';
import { decodeAnswer, encodeRequest } from './ipp-message.ts';

/** An attribute of an answer in its binary form: tag, name, value. */
function attribute(tag: number, name: string, value: Buffer | string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.of(tag), length(name), Buffer.from(name), length(bytes), bytes]);
}

function length(of: string | Buffer): Buffer {
  const size = Buffer.byteLength(of);
  return Buffer.of(size >> 8, size & 0xff);
}

const ANSWER = Buffer.concat([
  Buffer.of(2, 0, 0x00, 0x01, 0, 0, 0, 1),
  Buffer.of(0x01),
  attribute(0x47, 'attributes-charset', 'utf-8'),
  attribute(0x41, 'status-message', 'bien reçu'),
  // Attributes that were not supported are none of the printer's.
  Buffer.of(0x05),
  attribute(0x44, 'unknown-thing', 'x'),
  Buffer.of(0x04),
  attribute(0x42, 'printer-name', '欧阳'),
  attribute(0x23, 'printer-state', Buffer.of(0, 0, 0, 5)),
  attribute(0x44, 'printer-state-reasons', 'media-empty-error'),
  attribute(0x44, '', 'paused'),
  attribute(0x34, 'media-col-default', ''),
  attribute(0x4a, '', 'media-size'),
  attribute(0x34, '', ''),
  attribute(0x4a, '', 'x-dimension'),
  attribute(0x21, '', Buffer.of(0, 0, 0, 9)),
  attribute(0x4a, '', 'y-dimension'),
  attribute(0x33, '', Buffer.of(0, 0, 0, 3, 0, 0, 0, 7)),
  attribute(0x37, '', ''),
  attribute(0x37, '', ''),
  attribute(0x34, '', ''),
  attribute(0x4a, '', 'media-type'),
  attribute(0x44, '', 'labels'),
  attribute(0x44, '', 'cards'),
  attribute(0x37, '', ''),
  attribute(0x32, 'printer-resolution-default', Buffer.of(0, 0, 1, 44, 0, 0, 2, 88, 3)),
  attribute(0x32, 'printer-resolution-supported', Buffer.of(0, 0, 0, 118, 0, 0, 0, 118, 4)),
  attribute(0x33, 'copies-supported', Buffer.of(0, 0, 0, 1, 0, 0, 0, 99)),
  attribute(0x13, 'printer-message', ''),
  attribute(0x22, 'printer-is-accepting-jobs', Buffer.of(1)),
  attribute(
    0x36,
    'printer-info',
    Buffer.concat([length('en'), Buffer.from('en'), length('desk'), Buffer.from('desk')]),
  ),
  Buffer.of(0x04),
  attribute(0x42, 'printer-name', 'other'),
  Buffer.of(0x03),
]);

describe('an IPP answer', () => {
  it('is read group by group: several values, collections, texts with a language', () => {
    expect(decodeAnswer(ANSWER)).toEqual({
      status: 1,
      statusMessage: 'bien reçu',
      groups: [
        {
          'printer-name': ['欧阳'],
          'printer-state': [5],
          'printer-state-reasons': ['media-empty-error', 'paused'],
          'media-col-default': [
            { 'media-size': [{ 'x-dimension': [9], 'y-dimension': [{ from: 3, to: 7 }] }] },
            { 'media-type': ['labels', 'cards'] },
          ],
          'printer-resolution-default': [{ across: 300, along: 600 }],
          'printer-resolution-supported': [{ across: 300, along: 300 }],
          'copies-supported': [{ from: 1, to: 99 }],
          'printer-is-accepting-jobs': [true],
          'printer-info': ['desk'],
        },
        { 'printer-name': ['other'] },
      ],
    });
  });

  it('that is cut off anywhere is refused', () => {
    for (let end = 0; end < ANSWER.length; end += 1) {
      expect(() => decodeAnswer(ANSWER.subarray(0, end)), `cut at ${end}`).toThrow(RangeError);
    }
  });
});

describe('an IPP request', () => {
  it('has its operation, its attributes, the job attributes and the document', () => {
    const request = encodeRequest({
      operation: 0x0005,
      operationAttributes: [['job-name', { syntax: 'name', value: '欧阳' }]],
      jobAttributes: [
        ['media', { syntax: 'keyword', value: 'a' }, { syntax: 'keyword', value: 'b' }],
        ['last-document', { syntax: 'boolean', value: true }],
      ],
      data: Buffer.from('%PDF'),
    });
    expect(request).toEqual(
      Buffer.concat([
        Buffer.of(2, 0, 0x00, 0x05, 0, 0, 0, 1),
        Buffer.of(0x01),
        attribute(0x47, 'attributes-charset', 'utf-8'),
        attribute(0x48, 'attributes-natural-language', 'en'),
        attribute(0x42, 'job-name', '欧阳'),
        Buffer.of(0x02),
        attribute(0x44, 'media', 'a'),
        attribute(0x44, '', 'b'),
        attribute(0x22, 'last-document', Buffer.of(1)),
        Buffer.of(0x03),
        Buffer.from('%PDF'),
      ]),
    );
  });
});
