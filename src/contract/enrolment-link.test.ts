import { describe, expect, it } from 'vitest';
import { enrolmentLink, readEnrolmentLink } from './enrolment-link.ts';

const LINK = { url: 'http://192.168.1.10:8080', code: '7K2M-9QXA' };

describe('the text of an enrolment QR code', () => {
  it('names the server and the code, and is read back', () => {
    expect(enrolmentLink(LINK)).toBe('http://192.168.1.10:8080/#enrol=7K2M-9QXA');
    expect(readEnrolmentLink(enrolmentLink(LINK))).toEqual(LINK);
  });

  it.each([
    ['a server below a path', 'https://venue.example/desk/#enrol=7K2M-9QXA', 'https://venue.example/desk'],
    ['a scanner that writes capitals', 'HTTPS://VENUE.EXAMPLE/#ENROL=7K2M-9QXA', 'https://venue.example'],
    ['the mark of the kind of code', ']Q1https://venue.example/#enrol=7k2m9qxa\n', 'https://venue.example'],
  ])('is understood with %s', (_circumstance, text, url) => {
    const read = readEnrolmentLink(text);
    expect({ ...read, code: read?.code.replace('-', '') }).toEqual({ url, code: '7K2M9QXA' });
  });

  it.each([
    ["a guest's ticket", 'YD104A8X3'],
    ['a bare code', '7K2M-9QXA'],
    ["the console's own address", 'http://192.168.1.10:8080/#key=abcdefghijklmnopqrstuvwxyz'],
    ['a letter that codes do not have', 'http://192.168.1.10:8080/#enrol=7K2M-9QXU'],
    ['a longer code', 'http://192.168.1.10:8080/#enrol=7K2M-9QXA7'],
    ['another protocol', 'ftp://192.168.1.10/#enrol=7K2M-9QXA'],
    ['no server', 'http:///#enrol=7K2M-9QXA'],
    ['keys of a French keyboard', 'httpM==192?168?1?10'],
    ['nothing', ''],
  ])('is not %s', (_circumstance, text) => {
    expect(readEnrolmentLink(text)).toBeNull();
  });
});
