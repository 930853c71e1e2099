import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCoreLine, useDeskCore } from '../core/desk-core.ts';
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
    <ModalOverlay className="backdrop" isOpen isDismissable onOpenChange={onClose}>
      <Modal className="batch-modal">
        <Dialog className="dialog batch-dialog">
          <Heading slot="title" level={2}>
            {t('batch.title')}
          </Heading>
          <BatchForm onStarted={() => void queries.invalidateQueries({ queryKey })} />
          {batches.length > 0 && (
            <ul className="batches" aria-label={t('batch.list')}>
              {batches.map((batch) => (
                <BatchItem key={batch.id} batch={batch} />
              ))}
            </ul>
          )}
          <div className="dialog-actions">
            <Button className="button" autoFocus onPress={onClose}>
              {t('reprint.close')}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
