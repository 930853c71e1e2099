import { z } from 'zod';
import { InstantSchema } from './op.ts';

/** How each thing that a station needs for a day without its server stands. */
const FINDINGS = {
  list: ['well', 'empty', 'part', 'cut'],
  age: ['well', 'alone', 'old', 'never'],
  clock: ['well', 'unknown', 'off'],
  printer: ['well', 'none', 'trouble'],
  disk: ['well', 'low', 'unknown'],
  backup: ['well', 'old', 'none'],
} as const;

function check<Name extends keyof typeof FINDINGS>(name: Name) {
  return z.strictObject({
    name: z.literal(name),
    finding: z.enum(FINDINGS[name]),
    /** False: somebody has to do something about it before doors open. */
    isWell: z.boolean(),
    /** What the words for it need: counts, bytes, milliseconds; moments as ISO 8601. */
    values: z.record(z.string(), z.union([z.string(), z.number()])),
  });
}

export const ReadyCheckSchema = z.discriminatedUnion('name', [
  check('list'),
  check('age'),
  check('clock'),
  check('printer'),
  check('disk'),
  check('backup'),
]);
export type ReadyCheck = z.infer<typeof ReadyCheckSchema>;

/** What the core knows of whether the station can go on alone; scanner, camera and battery are the window's. */
export const ReadinessSchema = z.strictObject({ at: InstantSchema, checks: z.array(ReadyCheckSchema) });
export type Readiness = z.infer<typeof ReadinessSchema>;
