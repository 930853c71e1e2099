import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Failure, Result } from '../../contract/failure.ts';
import type { StaffList } from '../../contract/staff.ts';
import { useCoreLine, useDeskCore } from '../core/desk-core.ts';

/** The list, and `take`: shows what a change made of it, or why it was refused; null asks the core anew. */
export function useStaffList() {
  const core = useDeskCore();
  const queries = useQueryClient();
  const { generation } = useCoreLine(core);
  const queryKey = ['staff', generation];
  const [failure, setFailure] = useState<Failure | null>(null);
  const { data } = useQuery({
    queryKey,
    queryFn: () => core.ask((client, options) => client.staff.list(undefined, options)),
  });
  async function take(change: Promise<Result<StaffList>> | null): Promise<boolean> {
    const answer = await change;
    setFailure(answer === null || answer.ok ? null : answer.failure);
    await queries.invalidateQueries({ queryKey });
    return answer?.ok ?? true;
  }
  return { list: data?.ok ? data.value : null, failure, take };
}
