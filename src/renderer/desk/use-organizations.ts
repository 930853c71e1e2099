import { useQuery } from '@tanstack/react-query';
import type { Organizations } from '../../contract/guest.ts';
import { useDeskCore } from '../core/desk-core.ts';

/** To go through a hundred thousand guests for them takes the core a moment. */
const FRESH_MS = 60_000;

/** The delegations of the list; none until the core has answered. */
export function useOrganizations(): Organizations {
  const core = useDeskCore();
  const { data } = useQuery({
    queryKey: ['organizations'],
    queryFn: () => core.ask((client, options) => client.organizations(undefined, options)),
    staleTime: FRESH_MS,
  });
  return data?.ok ? data.value : [];
}
