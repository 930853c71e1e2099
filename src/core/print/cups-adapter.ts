import { userInfo } from 'node:os';
import { z } from 'zod';
import type { Printer, StuckReason } from '../../contract/print.ts';
import { begunAt, JobSchema, sightOf, sightOfBoth } from './cups-job.ts';
import { type CupsQueue, QueueSchema, readQueue, shownPrinter } from './cups-queue.ts';
import { type DeviceWord, wasTurnedAway, wordOfDevice } from './device-jobs.ts';
import { askCups, type CupsAddress, IppUnanswered, isLocal } from './ipp-client.ts';
import type { Attribute, IppAnswer, IppRequest, Value } from './ipp-message.ts';
import { deviceAsker } from './ipp-printer.ts';
import { holds, positionFor } from './paper.ts';
import { type PageSize, pdfPageSize } from './pdf-page-size.ts';
import type { Document, Outcome, PrinterAdapter, Sight } from './printer-adapter.ts';
import { turnPage } from './turn-page.ts';

/** Operations of RFC 8011 and, above 0x4000, of CUPS. */
const OPERATION = {
  createJob: 0x0005,
  sendDocument: 0x0006,
  cancelJob: 0x0008,
  getJobAttributes: 0x0009,
  getPrinterAttributes: 0x000b,
  cupsGetPrinters: 0x4002,
} as const;

const STATUS = {
  firstError: 0x0400,
  notFound: 0x0406,
  firstServerError: 0x0500,
  notAccepting: 0x0506,
} as const;

/** Ends the reference of a job whose page goes to its paper turned: `send` may be another process than `reserve`. */
const TURNED = '/turned';

const CreatedJobSchema = z.object({ 'job-id': z.tuple([z.number()]) });

/** CUPS lets the owner of a job see and cancel it. */
const requester: Attribute = ['requesting-user-name', { syntax: 'name', value: userInfo().username }];

/**
 * The queues of the CUPS at `address`, over IPP. A badge goes there by Create-Job and Send-Document instead of
 * Print-Job: the job's number is committed before CUPS has a document, and CUPS drops a job without one by itself.
 * The job's name is the ledger's id; a job of that number with another name is somebody else's.
 */
export function cupsAdapter(address: CupsAddress): PrinterAdapter {
  const askDevice = deviceAsker();
  return {
    async printers() {
      const request = {
        operation: OPERATION.cupsGetPrinters,
        operationAttributes: [requester, ...wanting(QueueSchema)],
      };
      const queues = await ask(request, (answer) => answer.groups.map(readQueue));
      return queues.ok ? { ok: true, value: await Promise.all(queues.value.map(withDevice)) } : queues;
    },
    async printer(name) {
      const queue = await askQueue(name);
      return queue.ok ? { ok: true, value: await withDevice(queue.value) } : queue;
    },
    reserve,
    send,
    look,
    cancel,
  };

  function askQueue(name: string): Promise<Outcome<CupsQueue>> {
    const request = {
      operation: OPERATION.getPrinterAttributes,
      operationAttributes: [printerUri(name), requester, ...wanting(QueueSchema)],
    };
    return ask(request, (answer) => readQueue(answer.groups[0]));
  }

  /** Only a CUPS on this computer has printers at addresses that lead to them from here. */
  async function withDevice(queue: CupsQueue): Promise<Printer> {
    const [deviceUri] = queue['device-uri'];
    const device = deviceUri !== undefined && isLocal(address) ? await askDevice(deviceUri) : null;
    return shownPrinter(queue, device);
  }

  async function reserve(document: Document, pdf: Uint8Array): Promise<Outcome<string>> {
    const page = pdfPageSize(pdf);
    if (page === null)
      return { ok: false, trouble: 'render-failed', cause: 'the badge is no PDF of one page' };
    const queue = await askQueue(document.printer);
    if (!queue.ok) return queue;
    const media = mediaFor(page, queue.value, await withDevice(queue.value));
    if (!media.ok) return media;
    const reference = await ask(creation(document, media.value), readReference);
    const isTurned = media.value.width !== page.width;
    return reference.ok && isTurned ? { ok: true, value: reference.value + TURNED } : reference;
  }

  async function send(
    reference: string,
    _document: Document,
    data: Uint8Array,
  ): Promise<Outcome<'taken' | 'unknown'>> {
    const page = reference.endsWith(TURNED) ? turnPage(data) : data;
    const outcome = await ask(sending(reference, page), () => 'taken' as const);
    const mayHaveArrived = !outcome.ok && outcome.cause instanceof IppUnanswered && outcome.cause.sent;
    return mayHaveArrived ? { ok: true, value: 'unknown' } : outcome;
  }

  async function look(
    reference: string,
    { job, printer }: Document,
    begun: string | null = null,
  ): Promise<Outcome<Sight>> {
    const request = {
      operation: OPERATION.getJobAttributes,
      operationAttributes: [jobUri(reference), requester, ...wanting(JobSchema)],
    };
    const outcome = await ask(request, (answer) => JobSchema.parse(answer.groups[0]));
    if (!outcome.ok)
      return outcome.trouble === 'printer-missing' ? { ok: true, value: { at: 'lost' } } : outcome;
    const sight = sightOf(outcome.value, job);
    if (sight.at === 'waiting' && isRetry(begun, sight.begun)) {
      const device = await ippDevice(printer);
      const begunAgo = Math.ceil(Date.now() / 1000 - Number(sight.begun));
      const isAway = device !== null && (await wasTurnedAway(device, job, begunAgo));
      return { ok: true, value: { ...sight, wasTurnedAway: isAway } };
    }
    const isOver = sight.at === 'printed' || sight.at === 'refused';
    if (!isOver || begunAt(outcome.value) === null) return { ok: true, value: sight };
    return { ok: true, value: sightOfBoth(outcome.value, sight, await wordOfPrinter(printer, job)) };
  }

  async function wordOfPrinter(printer: string, job: string): Promise<DeviceWord> {
    const device = await ippDevice(printer);
    return device === null ? 'silent' : wordOfDevice(device, job);
  }

  /** Where an IPP printer is that can be asked from here; null for USB, LPD and the like. */
  async function ippDevice(name: string): Promise<URL | null> {
    const queue = isLocal(address) ? await askQueue(name) : null;
    const [uri = ''] = queue?.ok ? queue.value['device-uri'] : [];
    return /^ipps?:/.test(uri) && URL.canParse(uri) ? new URL(uri) : null;
  }

  async function cancel(reference: string): Promise<Outcome<void>> {
    const request = { operation: OPERATION.cancelJob, operationAttributes: [jobUri(reference), requester] };
    const outcome = await ask(request, () => undefined);
    // A job that is finished cannot be cancelled: `look` tells how it ended.
    return outcome.ok || outcome.trouble === 'printer-unreachable' ? outcome : { ok: true, value: undefined };
  }

  async function ask<Found>(
    request: IppRequest,
    read: (answer: IppAnswer) => Found,
  ): Promise<Outcome<Found>> {
    try {
      const answer = await askCups(address, request);
      if (answer.status < STATUS.firstError) return { ok: true, value: read(answer) };
      const cause = `IPP status 0x${answer.status.toString(16)} ${answer.statusMessage}`;
      return { ok: false, trouble: troubleOf(answer.status), cause };
    } catch (cause) {
      return { ok: false, trouble: 'printer-unreachable', cause };
    }
  }
}

/** The size in which to ask for the badge's paper, or why it cannot come out right. */
function mediaFor(page: PageSize, queue: CupsQueue, printer: Printer): Outcome<PageSize> {
  const { ready } = printer.media;
  const position = positionFor(page, ready, queue['media-supported']);
  if (position === null)
    return { ok: false, trouble: 'rejected-by-printer', cause: 'the printer takes no paper of this size' };
  if (ready.length === 0 || ready.some((paper) => holds(paper, page))) return { ok: true, value: position };
  const cause = `${ready.map(({ name }) => name).join(', ')} instead of ${mediaName(page)}`;
  return { ok: false, trouble: 'wrong-paper', cause };
}

function creation({ job, printer }: Document, page: PageSize): IppRequest {
  return {
    operation: OPERATION.createJob,
    operationAttributes: [printerUri(printer), requester, ['job-name', { syntax: 'name', value: job }]],
    jobAttributes: [
      ['media', keyword(mediaName(page))],
      ['print-scaling', keyword('none')],
      ['sides', keyword('one-sided')],
    ],
  };
}

/**
 * The page's exact size as a self-describing name (PWG 5101.1): CUPS finds the printer's own name for it, and a
 * printer that has no such media refuses the job. With media-col CUPS would quietly take the default media.
 */
function mediaName({ width, height }: PageSize): string {
  const size = `${width / 100}x${height / 100}mm`;
  return `custom_${size}_${size}`;
}

function sending(reference: string, data: Uint8Array): IppRequest {
  return {
    operation: OPERATION.sendDocument,
    operationAttributes: [
      jobUri(reference),
      requester,
      ['document-format', { syntax: 'mimeType', value: 'application/pdf' }],
      ['last-document', { syntax: 'boolean', value: true }],
    ],
    data,
  };
}

/**
 * CUPS begins again every 10 s with a job whose printer is busy for others. (Printers keep what they printed for a
 * minute at least, so that they still know what they got before that.)
 */
function isRetry(before: string | null, begun: string | null | undefined): boolean {
  if (before === null || begun === null || begun === undefined) return false;
  const after = Number(begun) - Number(before);
  return after >= 9 && after <= 30;
}

function readReference(answer: IppAnswer): string {
  return String(CreatedJobSchema.parse(answer.groups[0])['job-id'][0]);
}

function troubleOf(status: number): StuckReason {
  if (status === STATUS.notFound) return 'printer-missing';
  if (status === STATUS.notAccepting) return 'queue-paused';
  return status >= STATUS.firstServerError ? 'printer-unreachable' : 'rejected-by-printer';
}

function printerUri(printer: string): Attribute {
  return ['printer-uri', { syntax: 'uri', value: `ipp://localhost/printers/${encodeURIComponent(printer)}` }];
}

function jobNumber(reference: string): string {
  return reference.replace(TURNED, '');
}

function jobUri(reference: string): Attribute {
  return ['job-uri', { syntax: 'uri', value: `ipp://localhost/jobs/${jobNumber(reference)}` }];
}

function wanting(schema: z.ZodObject): Attribute[] {
  return [['requested-attributes', ...Object.keys(schema.shape).map(keyword)]];
}

function keyword(value: string): Value {
  return { syntax: 'keyword', value };
}
