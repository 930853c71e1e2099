import { type PrintStep, PrintStepSchema, StuckReasonSchema } from '../../contract/print.ts';
import type { Reader } from '../store/database.ts';
import { StepSchema, shownState } from './print-table.ts';

/** What happened to a badge, the oldest first, each with its time; steps that look alike from outside are one. */
export function stepsOf(reader: Reader, job: string): PrintStep[] {
  const rows = reader.all('SELECT * FROM print_step WHERE job = ? ORDER BY position', job);
  const steps = rows.map((row) => {
    const trouble = StuckReasonSchema.nullable().parse(row.trouble);
    const state = shownState(StepSchema.parse(row.step), trouble);
    return PrintStepSchema.parse({ state, reason: trouble, printer: row.printer, at: row.at });
  });
  return steps.filter((step, index) => !looksLike(step, steps[index - 1]));
}

function looksLike(step: PrintStep, before: PrintStep | undefined): boolean {
  return before?.state === step.state && before.reason === step.reason && before.printer === step.printer;
}
