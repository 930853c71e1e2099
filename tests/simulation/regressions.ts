import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { HistorySchema } from './history.ts';

const FOLDER = join(import.meta.dirname, 'regressions');

/** A history that once went wrong, made as small as it would go, and what was wrong. */
const RegressionSchema = z.strictObject({ was: z.string().min(1), history: HistorySchema });
export type Regression = z.infer<typeof RegressionSchema> & { readonly name: string };

export function readRegressions(): Regression[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((name) => ({
      name,
      ...RegressionSchema.parse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))),
    }));
}
