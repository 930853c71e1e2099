import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { holds } from './paper.ts';
import { type PageSize, pdfPageSize } from './pdf-page-size.ts';
import type { Document, Outcome, PrinterAdapter, Sight } from './printer-adapter.ts';
import {
  hasBegun,
  LookSchema,
  sightOfJob,
  type WindowsLook,
  type WindowsQueue,
  WindowsQueueSchema,
  windowsPrinter,
} from './windows-queue.ts';
import { SCRIPTS, type ScriptName, type ScriptValues } from './windows-scripts.ts';

const run = promisify(execFile);

/** PowerShell alone takes a second or more to start on a slow computer. */
const SCRIPT_TIME_LIMIT_MS = 15_000;
const PRINT_TIME_LIMIT_MS = 30_000;

export interface WindowsPrograms {
  /** Windows PowerShell. */
  readonly powershell: string;
  /** SumatraPDF, which hands a PDF to a queue in the size of its page. */
  readonly sumatra: string;
}

/** Windows PowerShell where each Windows has it, so that no other program of that name is run. */
export function windowsPrograms(sumatra: string): WindowsPrograms {
  const system = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32');
  return { powershell: join(system, 'WindowsPowerShell', 'v1.0', 'powershell.exe'), sumatra };
}

/**
 * The print queues of Windows. Documents wait in `spoolFolder` as `JOB.pdf`: SumatraPDF gives the job that name, by
 * which it is found again, and the file is removed once the job is seen in its queue. So a file without a job is a
 * document that was not handed over, or is just being so.
 *
 * Windows removes a job when it is through with it, and says nothing of how it ended, unless its queue keeps printed
 * jobs. So badges go to such queues only (`jobs-not-kept`); a job that is gone from one was removed by somebody.
 */
export function windowsAdapter(spoolFolder: string, programs: WindowsPrograms): PrinterAdapter {
  return {
    async printers() {
      const queues = await ask('list', {}, z.array(WindowsQueueSchema));
      return queues.ok ? { ok: true, value: queues.value.map(windowsPrinter) } : queues;
    },
    async printer(name) {
      const queue = await askQueue(name);
      return queue.ok ? { ok: true, value: windowsPrinter(queue.value) } : queue;
    },
    reserve,
    send,
    look,
    cancel,
  };

  async function reserve({ job, printer }: Document, pdf: Uint8Array): Promise<Outcome<string>> {
    const page = pdfPageSize(pdf);
    if (page === null)
      return { ok: false, trouble: 'render-failed', cause: 'the badge is no PDF of one page' };
    const queue = await askQueue(printer);
    if (!queue.ok) return queue;
    const paper = paperTrouble(page, queue.value);
    if (paper !== null) return paper;
    if (!queue.value.keepsJobs)
      return { ok: false, trouble: 'jobs-not-kept', cause: 'the queue may not be changed by this user' };
    await rm(removedMark(job), { force: true });
    return { ok: true, value: job };
  }

  /** Only a look at the queue tells whether it has the document: SumatraPDF ends well without that, too. */
  async function send(
    reference: string,
    document: Document,
    pdf: Uint8Array,
  ): Promise<Outcome<'taken' | 'unknown'>> {
    const file = documentFile(reference);
    try {
      await mkdir(spoolFolder, { recursive: true });
      await writeFile(file, pdf);
      await run(programs.sumatra, sumatraArguments(file, document.printer), {
        timeout: PRINT_TIME_LIMIT_MS,
        windowsHide: true,
      });
      return { ok: true, value: 'unknown' };
    } catch (cause) {
      return failedSending(reference, document, cause);
    }
  }

  /** What failed without leaving a job behind is certain, and can be tried again. */
  async function failedSending(
    reference: string,
    document: Document,
    cause: unknown,
  ): Promise<Outcome<'unknown'>> {
    const given = await cancel(reference, document);
    const sight = given.ok ? await look(reference, document) : given;
    if (!sight.ok || sight.value.at !== 'void') return { ok: true, value: 'unknown' };
    return { ok: false, trouble: 'printer-error', cause };
  }

  async function look(reference: string, { printer }: Document): Promise<Outcome<Sight>> {
    const outcome = await askLook(reference, printer);
    if (!outcome.ok) return outcome;
    const { queue, jobs } = outcome.value;
    // With its queue all that is known of the job has gone.
    if (queue === null) return { ok: true, value: { at: 'lost' } };
    if (jobs.length === 0) return { ok: true, value: withoutJob(reference, queue) };
    await forgetDocument(reference);
    const sights = jobs.map(({ status }) => sightOfJob(status, queue));
    const sight = sights.find(({ at }) => at === 'printed') ?? sights[0] ?? { at: 'lost' };
    return { ok: true, value: sight };
  }

  function withoutJob(reference: string, queue: WindowsQueue): Sight {
    if (!queue.keepsJobs) return { at: 'lost' };
    if (existsSync(documentFile(reference))) return { at: 'reserved' };
    if (!existsSync(removedMark(reference))) return { at: 'void' };
    const cause = readFileSync(removedMark(reference), 'utf8');
    return { at: 'refused', trouble: 'cancelled-at-printer', cause, mayComeOut: hasBegun(cause) };
  }

  /** Ends a hand-over that is under way, then removes what is in the queue and not finished. */
  async function cancel(reference: string, { printer }: Document): Promise<Outcome<void>> {
    const stopped = await ask('stop', { YANQI_JOB: reference }, z.unknown());
    const outcome = stopped.ok ? await askLook(reference, printer) : stopped;
    if (!outcome.ok) return outcome;
    const { queue, jobs } = outcome.value;
    const waiting = jobs.filter(({ status }) => queue !== null && sightOfJob(status, queue).at === 'waiting');
    await forgetDocument(reference);
    if (waiting.length === 0) return { ok: true, value: undefined };
    await writeFile(removedMark(reference), waiting.map(({ status }) => status).join(', '));
    const ids = waiting.map(({ id }) => id).join(',');
    const removed = await ask('remove', { YANQI_PRINTER: printer, YANQI_REMOVE: ids }, z.unknown());
    return removed.ok ? { ok: true, value: undefined } : removed;
  }

  function askLook(reference: string, printer: string): Promise<Outcome<WindowsLook>> {
    return ask('look', { YANQI_PRINTER: printer, YANQI_JOB: reference }, LookSchema);
  }

  /** A queue that is asked for by its name is one that badges go to: it is told to keep its printed jobs. */
  async function askQueue(printer: string): Promise<Outcome<WindowsQueue>> {
    const outcome = await ask('keep', { YANQI_PRINTER: printer }, LookSchema);
    if (!outcome.ok) return outcome;
    const { queue } = outcome.value;
    if (queue !== null) return { ok: true, value: queue };
    return { ok: false, trouble: 'printer-missing', cause: 'Windows has no queue of this name' };
  }

  async function ask<Found>(
    script: ScriptName,
    values: ScriptValues,
    schema: z.ZodType<Found>,
  ): Promise<Outcome<Found>> {
    try {
      const { stdout } = await run(programs.powershell, powershellArguments(SCRIPTS[script]), {
        env: { ...process.env, ...values },
        timeout: SCRIPT_TIME_LIMIT_MS,
        windowsHide: true,
      });
      return { ok: true, value: schema.parse(JSON.parse(stdout)) };
    } catch (cause) {
      return { ok: false, trouble: 'printer-unreachable', cause };
    }
  }

  function documentFile(reference: string): string {
    return join(spoolFolder, `${reference}.pdf`);
  }

  /** Says that this station removed the document's job, and nobody else, and how it stood then. */
  function removedMark(reference: string): string {
    return join(spoolFolder, `${reference}.removed`);
  }

  async function forgetDocument(reference: string): Promise<void> {
    // While SumatraPDF reads the file Windows keeps it; the next look tries again.
    await rm(documentFile(reference), { force: true }).catch(() => undefined);
  }
}

/** The script in UTF-16, as PowerShell wants it: no character of it can be taken for one of a command line. */
function powershellArguments(script: string): string[] {
  const encoded = Buffer.from(script, 'utf16le').toString('base64');
  return ['-NoLogo', '-NoProfile', '-NonInteractive', '-EncodedCommand', encoded];
}

/** Without a paper of its own in the settings SumatraPDF asks for one of the page's size. */
function sumatraArguments(file: string, printer: string): string[] {
  return ['-print-to', printer, '-silent', '-print-settings', 'noscale,simplex', file];
}

function paperTrouble(page: PageSize, queue: WindowsQueue): Outcome<never> | null {
  const { loaded } = windowsPrinter(queue).media;
  if (loaded === null || holds(loaded, page)) return null;
  const cause = `${loaded.name} instead of ${page.width / 100} x ${page.height / 100} mm`;
  return { ok: false, trouble: 'wrong-paper', cause };
}
