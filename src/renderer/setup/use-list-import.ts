import { useState } from 'react';
import type { Failure } from '../../contract/failure.ts';
import type { ImportReport, ListEncoding } from '../../contract/list-import.ts';
import { LONG_CALL_LIMIT_MS } from '../core/core-connection.ts';
import { useDeskCore } from '../core/desk-core.ts';

/** A hundred thousand guests on a slow computer; the core says meanwhile how far it is, and lives or does not. */
const IMPORT_LIMIT_MS = 30 * 60_000;

/** A list that was chosen, and what an import of it did or would do. */
export interface ListImport {
  readonly file: File | null;
  /** Null while the core finds it out by itself. */
  readonly encoding: ListEncoding | null;
  readonly report: ImportReport | null;
  readonly failure: Failure | null;
  readonly isReading: boolean;
  /** Guests of a preview that are not on the list yet, or otherwise; none while they are taken in. */
  readonly pending: number;
  read(list: File, as: ListEncoding | null, dryRun: boolean): Promise<void>;
  /** Ends an import: what was taken in stays. */
  stop(): Promise<void>;
  leaveOut(): void;
}

/** Lives as long as the set-up, so that going on and back loses no preview. */
export function useListImport(): ListImport {
  const core = useDeskCore();
  const [file, setFile] = useState<File | null>(null);
  const [encoding, setEncoding] = useState<ListEncoding | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isReading, setIsReading] = useState(false);
  const [isImporting, setIsImporting] = useState(false);

  async function read(list: File, as: ListEncoding | null, dryRun: boolean) {
    setFile(list);
    setEncoding(as);
    setIsReading(true);
    setIsImporting(!dryRun);
    const input = { file: list.name, bytes: list, encoding: as, dryRun };
    const answer = await core.ask(
      (client, options) => client.setup.importList(input, options),
      dryRun ? LONG_CALL_LIMIT_MS : IMPORT_LIMIT_MS,
    );
    setIsReading(false);
    setIsImporting(false);
    setReport(answer.ok ? answer.value : null);
    setFailure(answer.ok ? null : answer.failure);
  }

  async function stop() {
    const answer = await core.ask((client, options) => client.setup.stopImport(undefined, options));
    if (!answer.ok) setFailure(answer.failure);
  }

  function leaveOut() {
    setFile(null);
    setReport(null);
  }

  const pending = report?.dryRun && !isImporting ? report.added + report.changed : 0;
  return { file, encoding, report, failure, isReading, pending, read, stop, leaveOut };
}
