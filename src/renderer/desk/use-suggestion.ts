import { useFilter } from 'react-aria-components';
import { useOrganizations } from './use-organizations.ts';

/** The organisation of the list that begins as `typed` does and has most guests; null where there is none. */
export function useSuggestion(typed: string): string | null {
  const organizations = useOrganizations();
  const { startsWith } = useFilter({ sensitivity: 'base', ignorePunctuation: true });
  const begun = typed.trim();
  if (begun === '') return null;
  let best: { readonly name: string; readonly guests: number } | null = null;
  for (const one of organizations)
    if (one.name !== begun && startsWith(one.name, begun) && one.guests > (best?.guests ?? 0)) best = one;
  return best?.name ?? null;
}
