/**
 * Whether PostgreSQL can keep a value as jsonb: it refuses U+0000 and halves of surrogate pairs in texts, which JSON
 * allows.
 */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000');
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isStorable);
}
