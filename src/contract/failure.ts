import { z } from 'zod';

/** Every way in which an action can be refused. Each has a sentence in `failure-sentences.ts`. */
export const FailureCodeSchema = z.enum([
  'wrong-use',
  'file-missing',
  'file-not-a-list',
  'file-not-json',
  'file-not-an-event',
  'file-not-a-layout',
  'columns-missing',
  'event-has-ops',
  'registration-unknown',
  'checkpoint-unknown',
  'category-unknown',
  'exits-not-tracked',
  'name-missing',
  'text-missing',
  'text-too-long',
  'nothing-to-correct',
  'nothing-to-confirm',
  'nothing-to-settle',
  'op-unknown',
  'op-not-undoable',
  'op-undone',
  'printer-missing',
  'database-damaged',
  'database-newer',
  'data-folder-unusable',
  'backup-failed',
  'backup-unusable',
  'not-enrolled',
  'token-sealed',
  'enrolment-code-refused',
  'enrolment-refused',
  'import-running',
  'key-revoked',
  'key-unreadable',
  'station-unknown',
  'station-revoked',
  'server-unreachable',
  'enrolment-unreachable',
  'server-answer-invalid',
  'protocol-mismatch',
  'badge-unprintable',
  'badge-printed-before',
  'badge-under-way',
  'printing-off',
  'job-unknown',
  'job-finished',
  'organization-unknown',
  'batch-empty',
  'batch-unknown',
  'batch-finished',
  'signed-out',
  'not-your-role',
  'pin-wrong',
  'pin-wait',
  'no-staff',
  'staff-unknown',
  'staff-known',
  'staff-of-server',
  'manager-needed',
  'file-not-staff',
  'core-unreachable',
  'unexpected',
]);
export type FailureCode = z.infer<typeof FailureCodeSchema>;

/** A refused action: the code, and the words that its sentence needs (`file`, `line`, `printer`, …). */
export const FailureSchema = z.strictObject({
  code: FailureCodeSchema,
  details: z.record(z.string(), z.string()),
});
export type Failure = z.infer<typeof FailureSchema>;

/** Either what was asked for, or why not. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

export function done<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function refused<Value = never>(
  code: FailureCode,
  details: Record<string, string> = {},
): Result<Value> {
  return { ok: false, failure: { code, details } };
}
