import type { ListField } from '../../contract/list-import.ts';
import { HEADER_WORDS } from './header-words.ts';

/** A column of the list, and what it is taken for; null is a column that nothing is done with. */
export interface ListColumn {
  readonly header: string;
  readonly field: ListField | null;
}

const FIELD_OF_WORD = new Map<string, ListField>();
for (const [field, words] of HEADER_WORDS) for (const word of words) FIELD_OF_WORD.set(word, field);

/**
 * What each column is, by its header in English, Chinese or both (`姓名/Name`, `Phone (mobile)`). The first column
 * of a field wins. Where family names have a column and given names none, a column of names holds the given names;
 * where posts have a column of their own, a column `Title` holds what goes before names (Dr.).
 */
export function guessColumns(headers: readonly string[]): ListColumn[] {
  const fields = headers.map(fieldOf);
  const hasOnlyFamilyNames = fields.includes('familyName') && !fields.includes('givenName');
  const hasPosts = fields.some((field, index) => field === 'jobTitle' && !isBareTitle(headers[index]));
  const taken = new Set<ListField>();
  return headers.map((header, index) => {
    let field = fields[index] ?? null;
    if (field === 'name' && hasOnlyFamilyNames) field = 'givenName';
    if (field === 'jobTitle' && hasPosts && isBareTitle(header)) field = 'title';
    if (field === null || taken.has(field)) return { header: header.trim(), field: null };
    taken.add(field);
    return { header: header.trim(), field };
  });
}

/** How many fields a row names, if it is the headers. */
export function countKnownHeaders(headers: readonly string[]): number {
  return new Set(headers.map(fieldOf).filter((field) => field !== null)).size;
}

/** `Title` alone is a post on one list and Dr. on another. */
function isBareTitle(header = ''): boolean {
  return /^\P{L}*title\P{L}*$/iu.test(header.normalize('NFKC'));
}

function fieldOf(header: string): ListField | null {
  if (header.length > 100) return null;
  const text = header.normalize('NFKC').toLowerCase();
  const parts = [
    text,
    ...text.split(/[/|\\\n()[\]【】:]/),
    text.replace(/\P{sc=Han}/gu, ''),
    text.replace(/\p{sc=Han}/gu, ''),
  ];
  for (const part of parts) {
    const field = FIELD_OF_WORD.get(part.replace(/[^\p{L}\p{N}]/gu, ''));
    if (field !== undefined) return field;
  }
  return null;
}
