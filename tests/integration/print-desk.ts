/** A print ledger on a data folder, with small real PDFs for badges, for the tests of printing. */
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { pino } from 'pino';
import type { Printer, PrintJob } from '../../src/contract/print.ts';
import { openPrintLedger, type PrintLedger } from '../../src/core/print/print-ledger.ts';
import { openDatabase, type StationDatabase } from '../../src/core/store/database.ts';

const POINTS_PER_MM = 72 / 25.4;

export interface PrintDesk extends AsyncDisposable {
  readonly database: StationDatabase;
  readonly ledger: PrintLedger;
  /** What the ledger told, as `registration state reason`. */
  readonly told: string[];
  readonly printers: Printer[];
  /** Asks for a badge and has it worked off. */
  print(registration: string, printer: string): PrintJob;
  /** The ids of the jobs that were noted as printed, by whichever process, as often as they were. */
  notedAsPrinted(): string[];
  /** The files in the PDF folder. */
  badges(): Promise<string[]>;
}

export interface DeskOptions {
  /** Registrations whose badge cannot be made. */
  readonly unprintable?: Readonly<Record<string, 'render-failed' | 'name-missing'>>;
  /** Registrations whose badge has another size than 105 x 148 mm. */
  readonly sizes?: Readonly<Record<string, readonly [width: number, height: number]>>;
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
    lockFile: join(folder, 'print.lock'),
    async render(registration) {
      const reason = options.unprintable?.[registration];
      if (reason !== undefined) return { ok: false, reason };
      return { ok: true, pdf: await badgePdf(registration, options.sizes?.[registration]) };
    },
    // The table of settings stands for the op log: a job that is noted twice is an error there, too.
    onPrinted: (writer, job) =>
      writer.run('INSERT INTO setting (name, value) VALUES (?, ?)', `op ${job.id}`, ''),
    onChange: (job) => told.push([job.registration, job.state, job.reason ?? ''].join(' ').trim()),
    onPrinter: (printer) => printers.push(printer),
    now: Date.now,
    log: pino({ level: 'silent' }),
  });

  return {
    database,
    ledger,
    told,
    printers,
    print(registration, printer) {
      const job = database.write((writer) => ledger.add(writer, { registration, generation: 1, printer }));
      ledger.wake();
      return job;
    },
    notedAsPrinted: () =>
      database
        .all("SELECT name FROM setting WHERE name LIKE 'op %' ORDER BY name")
        .map((row) => String(row.name).slice('op '.length)),
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
