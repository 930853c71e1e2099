import { z } from 'zod';
import { EnrolmentCodeSchema } from './sync.ts';

/** Where stations reach a server: an http(s) address without user, query or fragment, and no slash at the end. */
export const ServerAddressSchema = z
  .url({ protocol: /^https?$/ })
  .transform((text) => new URL(text))
  .transform((url) => url.origin + url.pathname.replace(/\/+$/, ''));

/** A way to enrol one station: a server and a code of its console. */
export interface EnrolmentLink {
  readonly url: string;
  readonly code: string;
}

/**
 * What the QR code of an enrolment holds: `http://192.168.1.10:8080/#enrol=7K2M-9QXA`, an address that a phone may
 * open without harm, since no browser sends what stands behind #.
 */
export function enrolmentLink({ url, code }: EnrolmentLink): string {
  return `${url}/#enrol=${code}`;
}

/** Scanners may put marks before it and after it, and change small letters to capitals. */
const LINK = /(https?:\/\/[^\s#]+)#enrol=([0-9a-z]{4}-?[0-9a-z]{4})(?![0-9a-z])/i;

/** Null for every other text. */
export function readEnrolmentLink(text: string): EnrolmentLink | null {
  const [, address = '', given = ''] = LINK.exec(text) ?? [];
  const url = ServerAddressSchema.safeParse(address);
  const code = EnrolmentCodeSchema.safeParse(given);
  return url.success && code.success ? { url: url.data, code: code.data } : null;
}
