import { z } from 'zod';
import { askPrinter } from './ipp-client.ts';
import type { AnsweredAttributes, Attribute } from './ipp-message.ts';

const GET_JOBS = 0x000a;
const FIRST_ERROR = 0x0400;
/** Both clocks count whole seconds. */
const CLOCK_STEP_S = 2;

const JobSchema = z.object({
  'job-name': z.tuple([z.string()]).catch(['']),
  'job-state': z.tuple([z.number()]),
  /** Both by the printer's own clock, in seconds. */
  'time-at-creation': z.tuple([z.number()]).nullable().catch(null),
  'job-printer-up-time': z.tuple([z.number()]).nullable().catch(null),
});
type DeviceJob = z.infer<typeof JobSchema>;

/**
 * What became of a document in the printer itself. `going`: it is still at it, also while it stops; `unknown`: it has
 * no job of that name, or does not keep those that ended; `silent`: it could not be asked.
 */
export type DeviceWord = 'printed' | 'going' | 'cancelled' | 'aborted' | 'unknown' | 'silent';

/**
 * Asks the IPP printer behind a queue of CUPS. CUPS reports a job as completed that its printer aborted, when the two
 * come at the same moment, and as cancelled while the printer is still at it.
 * @param name the job's name, which CUPS hands on
 */
export async function wordOfDevice(device: URL, name: string): Promise<DeviceWord> {
  try {
    const own = (await allJobsOf(device)).filter((job) => job['job-name'][0] === name);
    return wordOf(own.map((job) => job['job-state'][0]));
  } catch {
    // Whoever asks treats silence as an answer of its own.
    return 'silent';
  }
}

/**
 * Whether the printer, which was busy for others, got nothing of a job before CUPS began with it again: it knows jobs
 * of others and none of this name, or one that is not older than this beginning.
 * @param begunAgo when CUPS began with it again, in seconds before now
 */
export async function wasTurnedAway(device: URL, name: string, begunAgo: number): Promise<boolean> {
  try {
    const jobs = await allJobsOf(device);
    const own = jobs.filter((job) => job['job-name'][0] === name);
    const [only] = own;
    if (own.length === jobs.length) return false;
    return only === undefined || (own.length === 1 && ageOf(only) <= begunAgo + CLOCK_STEP_S);
  } catch {
    return false;
  }
}

function ageOf({ 'time-at-creation': created, 'job-printer-up-time': now }: DeviceJob): number {
  return created === null || now === null ? Number.POSITIVE_INFINITY : now[0] - created[0];
}

async function allJobsOf(device: URL): Promise<DeviceJob[]> {
  return [...(await jobsOf(device, 'not-completed')), ...(await jobsOf(device, 'completed'))];
}

/** job-state of RFC 8011, section 5.3.7. More than one: CUPS handed it over more than once. */
function wordOf(states: readonly number[]): DeviceWord {
  if (states.some((state) => state < 7)) return 'going';
  if (states.includes(9)) return 'printed';
  if (states.includes(8)) return 'aborted';
  return states.includes(7) ? 'cancelled' : 'unknown';
}

async function jobsOf(device: URL, which: 'completed' | 'not-completed'): Promise<DeviceJob[]> {
  const operationAttributes: Attribute[] = [
    ['printer-uri', { syntax: 'uri', value: device.href }],
    ['which-jobs', { syntax: 'keyword', value: which }],
    [
      'requested-attributes',
      ...Object.keys(JobSchema.shape).map((value) => ({ syntax: 'keyword', value }) as const),
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
