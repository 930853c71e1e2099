import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { done, type Result, refused } from '../contract/failure.ts';
import { PinSchema, StaffPersonSchema } from '../contract/staff.ts';
import { isStorable } from './storable.ts';

const WantedSchema = z
  .array(StaffPersonSchema.extend({ pin: PinSchema }))
  .max(500)
  .refine((staff) => new Set(staff.map(({ name }) => name)).size === staff.length, 'a name is there twice')
  .refine(
    (staff) => staff.length === 0 || staff.some(({ role }) => role === 'manager'),
    'there has to be a manager',
  )
  .refine(isStorable, 'a name in it holds U+0000 or half a character');

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
  try {
    const wanted = WantedSchema.safeParse(JSON.parse(text.replace(/^\uFEFF/, '')));
    if (wanted.success) return done(wanted.data);
    return refused('file-not-staff', { file, problem: z.prettifyError(wanted.error) });
  } catch {
    return refused('file-not-json', { file });
  }
}
