import { z } from 'zod';
import { askPrinter } from './ipp-client.ts';
import type { AnsweredAttributes, Attribute } from './ipp-message.ts';

const GET_JOBS = 0x000a;
const FIRST_ERROR = 0x0400;

const JobSchema = z.object({
  'job-name': z.tuple([z.string()]).catch(['']),
  'job-state': z.tuple([z.number()]),
});

/**
 * What became of a document in the printer itself. `going`: it is still at it, also while it stops; `unknown`: it has
 * no job of that name, or does not keep those that ended; `others`: it has none either, but jobs of others; `silent`:
 * it could not be asked.
 */
export type DeviceWord = 'printed' | 'going' | 'cancelled' | 'aborted' | 'unknown' | 'others' | 'silent';

/**
 * Asks the IPP printer behind a queue of CUPS. CUPS reports a job as completed that its printer aborted, when the two
 * come at the same moment, and as cancelled while the printer is still at it.
 * @param name the job's name, which CUPS hands on
 */
export async function wordOfDevice(device: URL, name: string): Promise<DeviceWord> {
  try {
    const jobs = [...(await jobsOf(device, 'not-completed')), ...(await jobsOf(device, 'completed'))];
    const own = jobs.filter((job) => job['job-name'][0] === name).map((job) => job['job-state'][0]);
    return own.length === 0 && jobs.length > 0 ? 'others' : wordOf(own);
  } catch {
    // Whoever asks treats silence as an answer of its own.
    return 'silent';
  }
}

/** job-state of RFC 8011, section 5.3.7. More than one: CUPS handed it over more than once. */
function wordOf(states: readonly number[]): DeviceWord {
  if (states.some((state) => state < 7)) return 'going';
  if (states.includes(9)) return 'printed';
  if (states.includes(8)) return 'aborted';
  return states.includes(7) ? 'cancelled' : 'unknown';
}

async function jobsOf(
  device: URL,
  which: 'completed' | 'not-completed',
): Promise<z.infer<typeof JobSchema>[]> {
  const operationAttributes: Attribute[] = [
    ['printer-uri', { syntax: 'uri', value: device.href }],
    ['which-jobs', { syntax: 'keyword', value: which }],
    [
      'requested-attributes',
      { syntax: 'keyword', value: 'job-name' },
      { syntax: 'keyword', value: 'job-state' },
    ],
  ];
  const answer = await askPrinter(device, { operation: GET_JOBS, operationAttributes });
  if (answer.status >= FIRST_ERROR) throw new Error(`IPP status 0x${answer.status.toString(16)}`);
  return answer.groups.filter(isJob).map((attributes) => JobSchema.parse(attributes));
}

/** Without jobs there may be an empty group. */
function isJob(attributes: AnsweredAttributes): boolean {
  return 'job-state' in attributes;
}
