import { z } from 'zod';

/** Encodings in which lists are known to arrive, by their WHATWG names. */
export const ListEncodingSchema = z.enum([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'gb18030',
  'big5',
  'shift_jis',
  'windows-1252',
]);
export type ListEncoding = z.infer<typeof ListEncodingSchema>;

/** The fields of a registration that a list's columns can be; `name` is a whole name in one column. */
export const ListFieldSchema = z.enum([
  'id',
  'code',
  'familyName',
  'givenName',
  'name',
  'latinName',
  'title',
  'badgeName',
  'organization',
  'jobTitle',
  'country',
  'category',
  'validDays',
  'status',
  'hold',
  'phone',
  'notes',
]);
export type ListField = z.infer<typeof ListFieldSchema>;

export const RowReasonSchema = z.enum([
  'id-missing',
  'id-repeated',
  'code-missing',
  'code-repeated',
  'row-short',
  'row-long',
  'quotes-broken',
  'category-unknown',
  'status-unknown',
  'hold-unknown',
  'date-impossible',
  'country-unknown',
  'phone-mangled',
  'number-mangled',
  'text-too-long',
]);
export type RowReason = z.infer<typeof RowReasonSchema>;

/** Why a row did not land. */
export const RowProblemSchema = z.strictObject({
  /** The line of the file where the row starts, from 1; in a spreadsheet the number of the row. */
  line: z.int().min(1),
  /** The column's header; '' where the row as a whole is at fault. */
  column: z.string(),
  reason: RowReasonSchema,
  /** The offending text, shortened. */
  value: z.string(),
});
export type RowProblem = z.infer<typeof RowProblemSchema>;

/** A list of which only a part is here: it is being taken in, or was stopped or cut off before its end. */
export const PartListSchema = z.strictObject({
  file: z.string(),
  /** Guests taken in, of all that can be. */
  done: z.int().min(0),
  total: z.int().min(1),
});
export type PartList = z.infer<typeof PartListSchema>;

/** What an import did, or would do when `dryRun` is true. */
export const ImportReportSchema = z.strictObject({
  file: z.string(),
  format: z.enum(['csv', 'xlsx']),
  /** Null for XLSX, which says its own. */
  encoding: ListEncodingSchema.nullable(),
  delimiter: z.enum([',', ';', '\t', '|']).nullable(),
  /** A column of ids that serves as codes too, for want of one, stands here twice; null is a column left aside. */
  columns: z.array(z.strictObject({ header: z.string(), field: ListFieldSchema.nullable() })),
  rows: z.int().min(0),
  added: z.int().min(0),
  changed: z.int().min(0),
  unchanged: z.int().min(0),
  refused: z.int().min(0),
  problems: z.array(RowProblemSchema),
  dryRun: z.boolean(),
});
export type ImportReport = z.infer<typeof ImportReportSchema>;
