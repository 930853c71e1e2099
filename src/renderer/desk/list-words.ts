import type { TFunction } from 'i18next';
import type { PartList } from '../../contract/list-import.ts';
import type { SyncStatus } from '../../contract/status.ts';
import type { Language } from '../language/language.ts';
import { count } from '../language/moments.ts';

/** `3,200 of 100,000 guests loaded`: how much of the server's list is here while it is not whole. */
export function downloadWords(
  t: TFunction,
  { received, expected }: NonNullable<SyncStatus['download']>,
  language: Language,
): string {
  return t('sync.download', { received: count(received, language), expected: count(expected, language) });
}

/** `3,200 of 100,000 guests taken in`: how much of a file is taken down. */
export function importWords(t: TFunction, { done, total }: PartList, language: Language): string {
  return t('setup.list.progress', { done: count(done, language), total: count(total, language) });
}
