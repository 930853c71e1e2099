import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCoreLine, useDeskCore } from '../core/desk-core.ts';
import { ClosableDialog } from '../look/closable-dialog.tsx';
import { BatchForm } from './batch-form.tsx';
import { BatchItem } from './batch-item.tsx';

const SHOWN = 5;
const LOOK_EVERY_MS = 1_000;

/** Badges of many guests at once: what is on its way, and a form for the next. */
export function BatchDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const queries = useQueryClient();
  const { generation } = useCoreLine(core);
  const queryKey = ['batches', generation];
  const { data } = useQuery({
    queryKey,
    queryFn: () => core.ask((client, options) => client.batch.list(undefined, options)),
    refetchInterval: LOOK_EVERY_MS,
  });
  const batches = data?.ok ? data.value.slice(0, SHOWN) : [];
  return (
    <ClosableDialog name="batch-dialog" title={t('batch.title')} onClose={onClose}>
      <BatchForm onStarted={() => void queries.invalidateQueries({ queryKey })} />
      {batches.length > 0 && (
        <ul className="batches" aria-label={t('batch.list')}>
          {batches.map((batch) => (
            <BatchItem key={batch.id} batch={batch} />
          ))}
        </ul>
      )}
    </ClosableDialog>
  );
}
