import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Result, refused } from '../contract/failure.ts';
import { parseFile, parseJsonFile } from '../contract/file-problem.ts';
import type { ProblemKey } from '../contract/problem-sentences.ts';
import { PinSchema, StaffPersonSchema } from '../contract/staff.ts';
import { isStorable } from './storable.ts';

const WantedSchema = z
  .array(StaffPersonSchema.extend({ pin: PinSchema }))
  .max(500)
  .refine(
    (staff) => new Set(staff.map(({ name }) => name)).size === staff.length,
    'staff-name-twice' satisfies ProblemKey,
  )
  .refine(
    (staff) => staff.length === 0 || staff.some(({ role }) => role === 'manager'),
    'staff-manager-missing' satisfies ProblemKey,
  )
  .refine(isStorable, 'text-not-storable' satisfies ProblemKey);

/** Who shall be the staff, with their PINs, which go no further than this process. */
export type WantedStaff = z.infer<typeof WantedSchema>;

/** Reads `[{ "name", "role", "pin" }]`; an empty list lets everybody in again. */
export function readStaffFile(file: string): Result<WantedStaff> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return refused('file-missing', { file });
  }
  const json = parseJsonFile(file, text);
  return json.ok ? parseFile('file-not-staff', file, WantedSchema, json.value) : json;
}
