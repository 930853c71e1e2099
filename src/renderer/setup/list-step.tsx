import { useState } from 'react';
import { Button, FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../contract/failure.ts';
import type { ImportReport, ListEncoding } from '../../contract/list-import.ts';
import { LONG_CALL_LIMIT_MS } from '../core/core-connection.ts';
import { useDeskCore } from '../core/desk-core.ts';
import { useStation } from '../desk/station.ts';
import { currentLanguage } from '../language/language.ts';
import { count } from '../language/moments.ts';
import { FailureLine } from '../look/failure-line.tsx';
import { ListPreview } from './list-preview.tsx';

/** Takes a list of guests: shows what would happen first, and does it when a person says so. */
export function ListStep() {
  const { t } = useTranslation();
  const core = useDeskCore();
  const { registrations } = useStation().status;
  const [file, setFile] = useState<File | null>(null);
  const [encoding, setEncoding] = useState<ListEncoding | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isReading, setIsReading] = useState(false);
  const language = currentLanguage();

  async function read(list: File, as: ListEncoding | null, dryRun: boolean) {
    setFile(list);
    setEncoding(as);
    setIsReading(true);
    const input = { file: list.name, bytes: list, encoding: as, dryRun };
    const answer = await core.ask(
      (client, options) => client.setup.importList(input, options),
      LONG_CALL_LIMIT_MS,
    );
    setIsReading(false);
    setReport(answer.ok ? answer.value : null);
    setFailure(answer.ok ? null : answer.failure);
  }

  return (
    <>
      <h2>{t('setup.list.question')}</h2>
      <p role="status">
        {report !== null && !report.dryRun
          ? t('setup.list.imported', {
              count: count(report.added + report.changed + report.unchanged, language),
            })
          : t('setup.list.have', { count: count(registrations, language) })}
      </p>
      <FileTrigger
        acceptedFileTypes={['.csv', '.tsv', '.txt', '.xlsx']}
        onSelect={(files) => {
          const list = files?.[0];
          if (list !== undefined) void read(list, null, true);
        }}
      >
        <Button className="button" isDisabled={isReading}>
          {isReading ? t('setup.list.reading') : t('setup.list.choose')}
        </Button>
      </FileTrigger>
      <FailureLine failure={failure} />
      {file !== null && report !== null && (
        <ListPreview
          report={report}
          encoding={encoding}
          isBusy={isReading}
          onEncoding={(as) => void read(file, as, true)}
          onImport={() => void read(file, encoding, false)}
        />
      )}
    </>
  );
}
