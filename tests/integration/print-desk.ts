/** A print ledger on a data folder, with small real PDFs for badges, for the tests of printing. */
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { pino } from 'pino';
import type { Printer, PrintJob } from '../../src/contract/print.ts';
import { openPrintLedger, type PrintLedger } from '../../src/core/print/print-ledger.ts';
import type { WantedBadge } from '../../src/core/print/print-table.ts';
import { openDatabase, type StationDatabase } from '../../src/core/store/database.ts';
import { output } from '../services/service-process.ts';

const POINTS_PER_MM = 72 / 25.4;
/** What a badge with `characters-undrawn` lacks. */
export const UNDRAWN = [{ field: 'name', character: 'ꀀ' }];

export interface PrintDesk extends AsyncDisposable {
  readonly database: StationDatabase;
  readonly ledger: PrintLedger;
  /** What the ledger told, as `registration state reason`. */
  readonly told: string[];
  readonly printers: Printer[];
  /** Asks for a badge and has it worked off. */
  print(registration: string | null, printer: string, badge?: Partial<WantedBadge>): PrintJob;
  /** The ids of the jobs that were noted as printed, by whichever process, as often as they were. */
  notedAsPrinted(): string[];
  /** In whose name it was. */
  actorOf(job: string): unknown;
  /** The files in the PDF folder. */
  badges(): Promise<string[]>;
}

export interface DeskOptions {
  /** Registrations whose badge cannot be made. */
  readonly unprintable?: Readonly<Record<string, 'render-failed' | 'name-missing' | 'characters-undrawn'>>;
  /** The printers that share one queue. */
  readonly pool?: readonly string[];
  /** The printers that stand in for others. */
  readonly failover?: Readonly<Record<string, string>>;
  /** Registrations whose badge has another size than 105 x 148 mm. */
  readonly sizes?: Readonly<Record<string, readonly [width: number, height: number]>>;
  /** By how much the desk's clock is ahead, in ms. */
  readonly ahead?: () => number;
  /** Stands between ledger and database. */
  readonly through?: (database: StationDatabase) => StationDatabase;
}

export async function openPrintDesk(folder: string, options: DeskOptions = {}): Promise<PrintDesk> {
  await mkdir(folder, { recursive: true });
  const database = openDatabase(join(folder, 'station.sqlite'));
  const told: string[] = [];
  const printers: Printer[] = [];
  const ledger = openPrintLedger({
    database: options.through?.(database) ?? database,
    badgesFolder: join(folder, 'badges'),
    spoolFolder: join(folder, 'spool'),
    lockFile: join(folder, 'print.lock'),
    async render({ registration, generation, anyway }) {
      const name = registration ?? 'test';
      const reason = options.unprintable?.[name];
      const text = generation === 1 ? name : `${name} ${generation}`;
      if (reason === undefined || (reason === 'characters-undrawn' && anyway))
        return { ok: true, pdf: await badgePdf(text, options.sizes?.[name]), layout: 'plain' };
      return { ok: false, reason, undrawn: reason === 'characters-undrawn' ? UNDRAWN : [] };
    },
    pool: () => options.pool ?? [],
    failoverFor: (printer) => options.failover?.[printer] ?? null,
    // The table of settings stands for the op log: a job that is noted twice is an error there, too.
    onPrinted: (writer, job) =>
      writer.run('INSERT INTO setting (name, value) VALUES (?, ?)', `op ${job.id}`, job.actor),
    onChange: (job) => told.push([job.registration ?? 'test', job.state, job.reason ?? ''].join(' ').trim()),
    onPrinter: (printer) => printers.push(printer),
    now: () => Date.now() + (options.ahead?.() ?? 0),
    log: pino({ level: 'silent' }),
  });

  return {
    database,
    ledger,
    told,
    printers,
    print(registration, printer, badge = {}) {
      const wanted = { registration, generation: 1, why: 'first', actor: 'Ana', printer, ...badge } as const;
      const job = database.write((writer) => ledger.add(writer, wanted));
      ledger.wake();
      return job;
    },
    notedAsPrinted: () =>
      database
        .all("SELECT name FROM setting WHERE name LIKE 'op %' ORDER BY name")
        .map((row) => String(row.name).slice('op '.length)),
    actorOf: (job) => database.get('SELECT value FROM setting WHERE name = ?', `op ${job}`)?.value,
    badges: () => readdir(join(folder, 'badges')).catch(() => []),
    async [Symbol.asyncDispose]() {
      await ledger.close();
      database.close();
    },
  };
}

/** A page of the size, in mm, that shows the registration. */
export function badgePdf(
  registration: string,
  [width, height]: readonly [number, number] = [105, 148],
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const document = new PDFDocument({ size: [width * POINTS_PER_MM, height * POINTS_PER_MM], margin: 0 });
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    document.on('error', reject);
    document.text(registration, 20, 20);
    document.end();
  });
}

/** What the pages say, in the order of the files. */
export function texts(files: readonly string[]): Promise<string[]> {
  return Promise.all(files.map(async (file) => (await output('pdftotext', [file, '-'])).trim()));
}
