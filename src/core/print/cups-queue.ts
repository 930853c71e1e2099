import { z } from 'zod';
import type { Printer } from '../../contract/print.ts';
import type { AnsweredAttributes } from './ipp-message.ts';
import { type DeviceAnswer, readyPapers } from './ipp-printer.ts';
import { printerState } from './printer-state.ts';
import { SUPPLY_ATTRIBUTES, supplies } from './supplies.ts';

const texts = z.array(z.string()).catch([]);
const ResolutionSchema = z.object({ across: z.number().int().positive() });

/** What is asked of a queue of CUPS: RFC 8011, PWG 5100.13, and `device-uri`, which is CUPS's own. */
export const QueueSchema = z.object({
  'printer-name': z.tuple([z.string().min(1).max(200)]),
  'printer-state': z.tuple([z.number()]),
  'printer-state-reasons': texts,
  'printer-state-message': texts,
  'printer-is-accepting-jobs': z.tuple([z.boolean()]).catch([true]),
  'queued-job-count': z
    .tuple([z.int().min(0)])
    .nullable()
    .catch(null),
  'device-uri': texts,
  'media-supported': texts,
  'printer-resolution-default': z.tuple([ResolutionSchema]).nullable().catch(null),
  ...SUPPLY_ATTRIBUTES,
});
export type CupsQueue = z.infer<typeof QueueSchema>;

export function readQueue(attributes: AnsweredAttributes | undefined): CupsQueue {
  return QueueSchema.parse(attributes);
}

/**
 * A queue and the printer behind it, as one. What CUPS itself calls ready is left out: it is made up from the sizes
 * of the driver, not from what lies in the trays.
 */
export function shownPrinter(queue: CupsQueue, device: DeviceAnswer): Printer {
  const own = device === 'offline' ? null : device;
  const ready = own === null ? [] : readyPapers(own);
  const ownSupplies = own === null ? [] : supplies(own);
  return {
    name: queue['printer-name'][0],
    kind: 'ipp',
    ...printerState(
      {
        state: queue['printer-state'][0],
        reasons: queue['printer-state-reasons'],
        message: queue['printer-state-message'].join(' '),
        takesJobs: queue['printer-is-accepting-jobs'][0],
      },
      own === null
        ? device === 'offline'
          ? device
          : null
        : { state: own['printer-state'][0], reasons: own['printer-state-reasons'] },
    ),
    media: { loaded: ready[0] ?? null, ready, needed: [] },
    resolutionDpi: queue['printer-resolution-default']?.[0].across ?? null,
    supplies: ownSupplies.length > 0 ? ownSupplies : supplies(queue),
    queued: queue['queued-job-count']?.[0] ?? null,
  };
}
