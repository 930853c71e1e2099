import { z } from 'zod';
import { type Role, RoleSchema } from '../contract/sync.ts';

/** What the command line of the app says; null where it says nothing. */
export interface AppArguments {
  /** The data folder of the station. */
  readonly data: string | null;
  /** The window to open, whatever the role of the station is. */
  readonly window: Role | null;
  /** The first language of the windows. */
  readonly lang: Language | null;
}

const LanguageSchema = z.enum(['zh-CN', 'en']);
export type Language = z.infer<typeof LanguageSchema>;

const ArgumentsSchema = z.object({
  data: z.string().min(1).nullable(),
  window: RoleSchema.nullable(),
  lang: LanguageSchema.nullable(),
});

/** Reads `--data=DIR`, `--window=desk|kiosk` and `--lang=zh-CN|en`; throws a ZodError that names what is wrong. */
export function readArguments(argv: readonly string[]): AppArguments {
  return ArgumentsSchema.parse({
    data: argument(argv, 'data'),
    window: argument(argv, 'window'),
    lang: argument(argv, 'lang'),
  });
}

function argument(argv: readonly string[], name: string): string | null {
  const prefix = `--${name}=`;
  const found = argv.findLast((each) => each.startsWith(prefix));
  return found === undefined ? null : found.slice(prefix.length);
}
