/**
 * The code that a text carries by a pattern of the event (contract/event.ts, `codePatterns`), or null: `{code}` is the
 * code, `*` any text, everything else itself. Both are as short as the rest of the pattern allows.
 */
export function codeByPattern(text: string, pattern: string): string | null {
  const [before = '', after = ''] = pattern.split('{code}');
  const from = endOfMatch(text, before);
  if (from === null) return null;
  const next = after.split('*')[0] ?? '';
  if (after === '') return text.slice(from) || null;
  const to = after === next ? text.length - next.length : text.indexOf(next, from + 1);
  if (to <= from || !text.startsWith(next, to)) return null;
  return matchesToEnd(text.slice(to), after) ? text.slice(from, to) : null;
}

/** Where the shortest match of a pattern at the beginning of the text ends, or null. */
function endOfMatch(text: string, pattern: string): number | null {
  let at = 0;
  for (const [index, literal] of pattern.split('*').entries()) {
    const found = index === 0 ? (text.startsWith(literal) ? 0 : -1) : text.indexOf(literal, at);
    if (found === -1) return null;
    at = found + literal.length;
  }
  return at;
}

function matchesToEnd(text: string, pattern: string): boolean {
  const last = pattern.split('*').at(-1) ?? '';
  const end = endOfMatch(text, pattern.slice(0, pattern.length - last.length));
  return end !== null && text.length - last.length >= end && text.endsWith(last);
}
