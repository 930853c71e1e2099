import { useId, useState } from 'react';
import { Button, FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { BatchGuests, BatchOrder } from '../../contract/batch.ts';
import type { Failure } from '../../contract/failure.ts';
import { type BadgeReason, BadgeReasonSchema } from '../../contract/op.ts';
import { LONG_CALL_LIMIT_MS } from '../core/core-connection.ts';
import { useDeskCore } from '../core/desk-core.ts';
import { textLanguage } from '../language/language.ts';
import { ChooseOne } from '../look/choose-one.tsx';
import { FailureLine } from '../look/failure-line.tsx';
import { ChooseOrganization } from './batch-organization.tsx';
import { useStation } from './station.ts';

type By = BatchGuests['by'];

/** Whose badges are printed, in which order, and what of guests who have one. */
export function BatchForm({ onStarted }: { onStarted: () => void }) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const { event } = useStation().status;
  const [by, setBy] = useState<By>('category');
  const [category, setCategory] = useState<string | null>(null);
  const [organization, setOrganization] = useState<string | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [order, setOrder] = useState<BatchOrder>('name');
  const [again, setAgain] = useState<BadgeReason | 'none'>('none');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const guests = chosen(by, category, organization, file);

  async function start() {
    if (guests === null) return;
    setIsBusy(true);
    const input = { guests, order, again: again === 'none' ? null : again };
    const answer = await core.ask(
      (client, options) => client.batch.start(input, options),
      LONG_CALL_LIMIT_MS,
    );
    setIsBusy(false);
    setFailure(answer.ok ? null : answer.failure);
    if (answer.ok) onStarted();
  }

  return (
    <div className="batch-form">
      <ChooseOne
        label={t('batch.by.label')}
        value={by}
        items={(['category', 'organization', 'ids'] as const).map((id) => ({
          id,
          label: t(`batch.by.${id}`),
        }))}
        onChange={setBy}
      />
      {by === 'category' && (
        <ChooseOne
          label={t('batch.category')}
          value={category}
          items={event.categories.map(({ id, name }) => ({ id, label: name[textLanguage()] }))}
          onChange={setCategory}
        />
      )}
      {by === 'organization' && <ChooseOrganization value={organization} onChange={setOrganization} />}
      {by === 'ids' && <ChooseFile file={file} onChange={setFile} />}
      <ChooseOne
        label={t('batch.order.label')}
        value={order}
        items={(['name', 'list'] as const).map((id) => ({ id, label: t(`batch.order.${id}`) }))}
        onChange={setOrder}
      />
      <ChooseOne
        label={t('batch.again.label')}
        value={again}
        items={[
          { id: 'none', label: t('batch.again.none') },
          ...BadgeReasonSchema.options.map((id) => ({
            id,
            label: t('batch.again.because', { reason: t(`reprint.reason.${id}`) }),
          })),
        ]}
        onChange={setAgain}
      />
      <FailureLine failure={failure} />
      <Button
        className="button primary"
        data-action="start-batch"
        isDisabled={isBusy || guests === null}
        onPress={() => void start()}
      >
        {t('batch.start')}
      </Button>
    </div>
  );
}

/** Null while nobody is chosen. */
function chosen(by: By, category: string | null, organization: string | null, file: File | null) {
  if (by === 'category') return category === null ? null : { by, category };
  if (by === 'organization') return organization === null ? null : { by, organization };
  return file === null ? null : { by, file: file.name, bytes: file };
}

function ChooseFile({ file, onChange }: { file: File | null; onChange: (file: File) => void }) {
  const { t } = useTranslation();
  const [labelId, buttonId] = [useId(), useId()];
  return (
    <div className="field">
      <span className="react-aria-Label" id={labelId}>
        {t('batch.file')}
      </span>
      <FileTrigger
        acceptedFileTypes={['.csv', '.tsv', '.txt', '.xlsx']}
        onSelect={(files) => {
          const [list] = files ?? [];
          if (list !== undefined) onChange(list);
        }}
      >
        <Button className="choose" id={buttonId} aria-labelledby={`${buttonId} ${labelId}`}>
          {file === null ? t('batch.chooseFile') : <bdi>{file.name}</bdi>}
        </Button>
      </FileTrigger>
      <span className="hint">{t('batch.fileHint')}</span>
    </div>
  );
}
