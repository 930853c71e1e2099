import { z } from 'zod';
import type { BadgeLayoutEntry } from '../../contract/badge-layout.ts';
import { done, type Result } from '../../contract/failure.ts';
import { UndrawnSchema } from '../../contract/print.ts';
import { openLayoutFile } from '../station/layout-file.ts';
import type { Work } from './output.ts';
import { writeWhole } from './write-whole.ts';

const PreviewSchema = z.strictObject({
  /** Null for the test sheet. */
  registration: z.string().nullable(),
  file: z.string(),
  layout: z.string(),
  undrawn: z.array(UndrawnSchema),
});

/**
 * Writes a badge to a PDF file, with the layout of its category or that of a file; without a registration the test
 * sheet. Exit 1 when no font draws some of it: the file is there, to look at.
 */
export function badge(
  registration: string | null,
  options: { readonly out: string; readonly layout?: string },
): Work {
  return async (station, output) => {
    const layout = await chosenLayout(options.layout);
    if (!layout.ok) return output.refusal(layout.failure);
    const preview = await station.previewBadge(registration, layout.value);
    if (!preview.ok) return output.refusal(preview.failure);
    const { pdf, ...told } = preview.value;
    const failure = writeWhole(options.out, pdf);
    if (failure !== null) return output.refusal(failure);
    const made = { registration, file: options.out, layout: told.layout, undrawn: [...told.undrawn] };
    output.result(PreviewSchema, made, () =>
      [registration ?? 'test sheet', options.out, `layout ${told.layout}`].join('  '),
    );
    if (told.undrawn.length === 0) return 0;
    const characters = told.undrawn.map(({ field, character }) => `${character} (${field})`).join(', ');
    output.reason('characters-undrawn', `No font draws some characters of it: ${characters}.`);
    return 1;
  };
}

async function chosenLayout(file: string | undefined): Promise<Result<BadgeLayoutEntry | null>> {
  return file === undefined ? done(null) : openLayoutFile(file);
}
