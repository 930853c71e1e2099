import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { type Result, refused } from '../../contract/failure.ts';
import { ImportReportSchema, type ListEncoding } from '../../contract/list-import.ts';
import { LoggedOpSchema } from '../../contract/op.ts';
import { PrinterSchema } from '../../contract/print.ts';
import {
  BackupSchema,
  type StationSettings,
  StationStatusSchema,
  SyncStatusSchema,
} from '../../contract/status.ts';
import { FoundGuestSchema, ScanResultSchema } from '../../contract/verdict.ts';
import { opWords } from './desk-words.ts';
import { type ExitCode, told, type Work } from './output.ts';
import { printersWords } from './printer-words.ts';
import { sayIfStuck } from './say-if-stuck.ts';
import * as words from './words.ts';

/** How long a badge may take to come out before the command ends; the job stays in the ledger. */
const SCAN_PRINTS_FOR_MS = 10_000;

export function importList(file: string, options: { encoding?: ListEncoding; dryRun?: boolean }): Work {
  return async (station, output) => {
    const bytes = readBytes(file);
    if (!bytes.ok) return output.refusal(bytes.failure);
    const report = await station.importList({
      file: { name: basename(file), bytes: bytes.value },
      encoding: options.encoding ?? null,
      dryRun: options.dryRun ?? false,
    });
    return told(output, report, ImportReportSchema, words.importWords);
  };
}

export function scan(code: string, options: { checkpoint?: string; at?: number; out?: true }): Work {
  return async (station, output) => {
    const { checkpoint, at: atMs, out } = options;
    const result = station.scan(code, 'command', {
      ...(checkpoint !== undefined && { checkpoint }),
      ...(atMs !== undefined && { atMs }),
      ...(out && { direction: 'out' as const }),
    });
    if (!result.ok) return output.refusal(result.failure);
    const { event } = station.status();
    output.result(ScanResultSchema, result.value, (value) => words.scanWords(value, event));
    const { verdict, printJob } = result.value;
    if (verdict !== 'admit') output.reason(verdict, words.verdictSentence(result.value, event));
    if (printJob !== null) sayIfStuck(output, await station.printed(printJob, SCAN_PRINTS_FOR_MS));
    return verdict === 'admit' ? 0 : 1;
  };
}

export function search(text: string): Work {
  return (station, output) => {
    const { event } = station.status();
    output.result(z.array(FoundGuestSchema), station.search(text), (hits) => words.hitsWords(hits, event));
    return 0;
  };
}

const BadgeTokenSchema = z.strictObject({ registration: z.string(), token: z.string() });

export function token(registration: string): Work {
  return async (station, output) => {
    const made = await station.badgeToken(registration);
    if (!made.ok) return output.refusal(made.failure);
    output.result(BadgeTokenSchema, { registration, token: made.value }, (badge) => badge.token);
    return 0;
  };
}

export function enrol(url: string, code: string): Work {
  return async (station, output) =>
    told(output, await station.enrol(url, code), StationStatusSchema, words.statusWords);
}

export function sync(options: { retryParked?: true }): Work {
  return async (station, output) => {
    if (options.retryParked) station.retryParked();
    return told(output, await station.sync(), SyncStatusSchema, words.syncWords);
  };
}

export const status: Work = async (station, output): Promise<ExitCode> => {
  await station.printers();
  output.result(StationStatusSchema, station.status(), words.statusWords);
  return 0;
};

export const printers: Work = async (station, output): Promise<ExitCode> => {
  output.result(z.array(PrinterSchema), await station.printers(), printersWords);
  return 0;
};

/** What the set-up screen asks a person; a station that was configured so does not ask again. */
export function configure(settings: StationSettings): Work {
  return (station, output) =>
    told(
      output,
      station.configure({ ...settings, configured: true }),
      StationStatusSchema,
      words.statusWords,
    );
}

export const ops: Work = (station, output) => {
  output.result(z.array(LoggedOpSchema), station.ops(), (logged) => logged.map(opWords).join('\n'));
  return 0;
};

export function backup(file: string): Work {
  return async (station, output) => told(output, await station.backup(file), BackupSchema, words.backupWords);
}

export function init(file: string): Work {
  return (station, output) => {
    const bytes = readBytes(file);
    if (!bytes.ok) return output.refusal(bytes.failure);
    const text = new TextDecoder().decode(bytes.value);
    return told(output, station.initEvent(basename(file), text), StationStatusSchema, words.statusWords);
  };
}

function readBytes(file: string): Result<Uint8Array> {
  try {
    return { ok: true, value: readFileSync(file) };
  } catch {
    return refused('file-missing', { file });
  }
}
