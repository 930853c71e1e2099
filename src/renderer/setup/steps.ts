import type { StationStatus } from '../../contract/status.ts';
import type { Draft } from './draft.ts';
import type { ListImport } from './use-list-import.ts';

export type Source = 'alone' | 'server';
export type Step = 'source' | 'list' | 'station' | 'printer' | 'scanner';

/** The steps in their order. A station with a server gets its list from there. */
export const STEPS: Readonly<Record<Source, readonly Step[]>> = {
  alone: ['source', 'list', 'station', 'printer', 'scanner'],
  server: ['source', 'station', 'printer', 'scanner'],
};

/** What has to be done before the next step; null when nothing has. */
export type Missing = 'enrolment' | 'import' | 'name';

export function missingFor(
  step: Step,
  source: Source,
  { status, draft, list }: { status: StationStatus; draft: Draft; list: ListImport },
): Missing | null {
  if (step === 'source' && source === 'server' && status.sync.server === null) return 'enrolment';
  if (step === 'list' && list.pending > 0) return 'import';
  if (step === 'station' && draft.name.trim() === '') return 'name';
  return null;
}
