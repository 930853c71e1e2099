import { z } from 'zod';
import { LAYOUT_FORMAT } from '../../contract/badge-layout.ts';

/** The first form, without a number: one page for everybody, with bands, columns and a QR code. */
const FirstFormSchema = z.looseObject({
  page: z.unknown(),
  columns: z.unknown(),
  format: z.undefined().optional(),
});

/** A layout of an older form in today's; anything else as it is. `id` is for forms that had none. */
export function upgradeLayout(json: unknown, id: string): unknown {
  const first = FirstFormSchema.safeParse(json);
  if (!first.success) return json;
  const { page, bands, columns, qr, ...unknownParts } = first.data;
  return {
    ...unknownParts,
    format: LAYOUT_FORMAT,
    id,
    name: { zh: id, en: id },
    categories: null,
    page,
    front: { bands, columns, qr },
  };
}
