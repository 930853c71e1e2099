import { z } from 'zod';
import type { Paper } from '../../contract/print.ts';
import { askPrinter, IppUnanswered } from './ipp-client.ts';
import type { AnsweredAttributes } from './ipp-message.ts';
import { paperOfName, paperOfSize } from './paper.ts';
import { SUPPLY_ATTRIBUTES } from './supplies.ts';

const GET_PRINTER_ATTRIBUTES = 0x000b;
const FIRST_ERROR = 0x0400;
/** How long an answer holds: each badge and each look at a queue asks. */
const FRESH_FOR_MS = 2_000;

const texts = z.array(z.string()).catch([]);
const RangeSchema = z.object({ from: z.number(), to: z.number() });
const LengthSchema = z.tuple([z.union([z.number(), RangeSchema])]);
const MediaColSchema = z.object({
  'media-size': z.tuple([z.object({ 'x-dimension': LengthSchema, 'y-dimension': LengthSchema })]),
  'media-size-name': texts,
});

const DeviceSchema = z.object({
  'printer-state': z.tuple([z.number()]),
  'printer-state-reasons': texts,
  /** What lies in the trays, by name, and (PWG 5100.3) with each tray's own size. */
  'media-ready': texts,
  'media-col-ready': z.array(MediaColSchema).catch([]),
  ...SUPPLY_ATTRIBUTES,
});

/** What an IPP printer says of itself. */
export type IppDevice = z.infer<typeof DeviceSchema>;

/** `offline`: nobody answers at its address; null: it does, and does not say. */
export type DeviceAnswer = IppDevice | 'offline' | null;

/**
 * Asks the printers behind queues for what CUPS does not know or makes up: what lies in their trays, and how they are
 * while nothing is printed. Gives null for an address that is not IPP (USB, LPD, a raw socket).
 */
export function deviceAsker(): (deviceUri: string) => Promise<DeviceAnswer> {
  const answers = new Map<string, { readonly at: number; readonly answer: Promise<DeviceAnswer> }>();
  return (deviceUri) => {
    const known = answers.get(deviceUri);
    const now = performance.now();
    if (known !== undefined && now - known.at < FRESH_FOR_MS) return known.answer;
    const answer = askDevice(deviceUri);
    answers.set(deviceUri, { at: now, answer });
    return answer;
  };
}

async function askDevice(deviceUri: string): Promise<DeviceAnswer> {
  const uri = URL.canParse(deviceUri) ? new URL(deviceUri) : null;
  if (uri === null || !/^ipps?:$/.test(uri.protocol) || uri.hostname.endsWith('._tcp.local')) return null;
  try {
    const answer = await askPrinter(uri, {
      operation: GET_PRINTER_ATTRIBUTES,
      operationAttributes: [
        ['printer-uri', { syntax: 'uri', value: deviceUri }],
        [
          'requested-attributes',
          ...Object.keys(DeviceSchema.shape).map((value) => ({ syntax: 'keyword', value }) as const),
        ],
      ],
    });
    return answer.status < FIRST_ERROR ? readDevice(answer.groups[0]) : null;
  } catch (cause) {
    return cause instanceof IppUnanswered && !cause.sent ? 'offline' : null;
  }
}

/** Null where it does not say how it stands. */
export function readDevice(attributes: AnsweredAttributes | undefined): IppDevice | null {
  const device = DeviceSchema.safeParse(attributes);
  return device.success ? device.data : null;
}

/** What it can print on now. A roll has no length of its own. */
export function readyPapers(device: IppDevice): Paper[] {
  const sized = device['media-col-ready'].map((media) => {
    const [{ 'x-dimension': across, 'y-dimension': along }] = media['media-size'];
    const paper = paperOfSize({ width: longest(across[0]), height: fixedLength(along[0]) });
    const name = media['media-size-name'][0];
    return name === undefined ? paper : { ...paper, name };
  });
  const known = sized.filter(({ widthMm }) => widthMm > 0);
  const named = device['media-ready'].flatMap((name) => paperOfName(name) ?? []);
  // Both say the same trays; the names are what people know them by.
  return named.length >= known.length ? named : known;
}

function longest(length: number | z.infer<typeof RangeSchema>): number {
  return typeof length === 'number' ? length : length.to;
}

function fixedLength(length: number | z.infer<typeof RangeSchema>): number {
  return typeof length === 'number' ? length : 0;
}
