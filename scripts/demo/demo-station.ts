/** The demo's station as support staff see it: its data folder and its command line. */
import { basename, join } from 'node:path';
import { z } from 'zod';
import { readToken } from '../../src/checkin/ticket/token.ts';
import { PDF_FOLDER_PRINTER, PrinterSchema, PrintJobSchema } from '../../src/contract/print.ts';
import { StationStatusSchema, SyncStatusSchema } from '../../src/contract/status.ts';
import { output, waitFor } from '../../tests/services/service-process.ts';
import type { Guest } from './moved-event.ts';
import { stationCommand } from './station-command.ts';

/** As label printers have. */
const BADGE_DPI = 203;

export interface DemoStation {
  readonly folder: string;
  /** Enrols at the server and takes the whole list; gives the number of guests. */
  enrol(url: string, code: string): Promise<number>;
  /** Chooses the default queue of CUPS if one is set, else the PDF folder; gives its name. */
  choosePrinter(): Promise<string>;
  /** Resolves when no badge waits any more. */
  allPrinted(): Promise<void>;
  /** Writes a guest's badge into the folder and reads its QR code back, as a scanner would; gives the PDF's name. */
  badgeReadsBack(guest: Guest, into: string): Promise<string>;
}

export function demoStation(folder: string): DemoStation {
  function command<Schema extends z.ZodType>(schema: Schema, ...words: string[]): Promise<z.output<Schema>> {
    return stationCommand(folder, schema, ...words);
  }

  return {
    folder,
    async enrol(url, code) {
      await command(StationStatusSchema, 'enrol', url, code);
      await command(SyncStatusSchema, 'sync');
      const { registrations } = await command(StationStatusSchema, 'status');
      if (registrations !== 2000) throw new Error(`the station has ${registrations} guests, not 2,000`);
      return registrations;
    },
    async choosePrinter() {
      const printers = await command(z.array(PrinterSchema), 'printers');
      const preferred = await defaultQueue();
      const { name } = printers.find((printer) => printer.name === preferred) ?? { name: PDF_FOLDER_PRINTER };
      await command(StationStatusSchema, 'configure', '--name', '1号台 Desk 1', '--printer', name);
      return name;
    },
    allPrinted: () =>
      waitFor(
        'the badges to come out',
        async () => (await command(z.array(PrintJobSchema), 'queue')).length === 0,
        60_000,
      ),
    async badgeReadsBack(guest, into) {
      const pdf = join(into, `badge-${guest.registration}.pdf`);
      await command(z.unknown(), 'badge', guest.registration, '--out', pdf);
      const picture = pdf.replace(/\.pdf$/, '');
      await output('pdftoppm', ['-r', String(BADGE_DPI), '-png', '-singlefile', pdf, picture]);
      const read = (await output('zbarimg', ['--quiet', '--raw', `${picture}.png`])).trim();
      const bearer = readToken(read)?.guest.registration;
      if (bearer !== guest.registration) throw new Error(`the badge of ${guest.registration} reads ${read}`);
      return basename(pdf);
    },
  };
}

/** The name of CUPS's default queue; null where there is no CUPS, or none is set. */
async function defaultQueue(): Promise<string | null> {
  const answer = await output('lpstat', ['-d']).catch(() => '');
  return /: (\S+)$/m.exec(answer)?.[1] ?? null;
}
