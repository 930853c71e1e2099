import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { type ListEncoding, ListEncodingSchema } from '../../contract/list-import.ts';
import { PrintingSchema } from '../../contract/print.ts';

const NoteSchema = z.string().trim().min(1).max(2000);

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
const FIRST_MS = Date.UTC(2000, 0);
const LAST_MS = Date.UTC(2200, 0);

/** A moment with its offset (`2026-06-21T09:00:00+08:00`, `…Z`) as milliseconds since 1970. */
export function parseMoment(text: string): number {
  const isMoment = MOMENT.test(text) && z.iso.date().safeParse(text.slice(0, 10)).success;
  const ms = Date.parse(text);
  if (!isMoment || !(ms >= FIRST_MS && ms < LAST_MS))
    throw new InvalidArgumentError('It has to be a time with its offset, such as 2026-06-21T09:00:00+08:00.');
  return ms;
}

/** An encoding by any name that the WHATWG gives it; GBK is read as GB18030, which contains it. */
export function parseEncoding(label: string): ListEncoding {
  const encoding = ListEncodingSchema.safeParse(encodingName(label));
  if (encoding.success) return encoding.data;
  throw new InvalidArgumentError(`It has to be one of ${ListEncodingSchema.options.join(', ')}.`);
}

function encodingName(label: string): string {
  try {
    const { encoding } = new TextDecoder(label);
    return encoding === 'gbk' ? 'gb18030' : encoding;
  } catch {
    return label;
  }
}

/** What is written down about a guest: some text. */
export function parseNote(text: string): string {
  const note = NoteSchema.safeParse(text);
  if (note.success) return note.data;
  throw new InvalidArgumentError('It has to be a text of at most 2000 characters.');
}

/** A path as the person who typed it meant it: `npm run` changes the folder and keeps the first one in INIT_CWD. */
export function parsePath(path: string): string {
  if (path === '') throw new InvalidArgumentError('It is empty.');
  const { npm_lifecycle_event: script, INIT_CWD: typedIn } = process.env;
  return script === 'station' && typedIn !== undefined ? resolve(typedIn, path) : resolve(path);
}

/** The name of a printer that shares its badges, added to those before it. */
export function addFurtherPrinter(name: string, before: string[] | undefined): string[] {
  const added = PrintingSchema.shape.furtherPrinters.safeParse([...(before ?? []), name]);
  if (!added.success) throw new InvalidArgumentError(`${added.error.issues[0]?.message}.`);
  return added.data;
}

/** `layout=printer`, added to those before it. */
export function addLayoutPrinter(
  text: string,
  before: Record<string, string> | undefined,
): Record<string, string> {
  const [, layout, printer] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (layout === undefined || printer === undefined)
    throw new InvalidArgumentError('It has to be LAYOUT=PRINTER.');
  return { ...before, [layout]: printer };
}
