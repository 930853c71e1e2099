import { Button, FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { PartList } from '../../contract/list-import.ts';
import { importWords } from '../desk/list-words.ts';
import { useStation } from '../desk/station.ts';
import { currentLanguage } from '../language/language.ts';
import { count } from '../language/moments.ts';
import { FailureLine } from '../look/failure-line.tsx';
import { WorkProgress } from '../look/work-progress.tsx';
import { ListPreview } from './list-preview.tsx';
import type { ListImport } from './use-list-import.ts';

/** Takes a list of guests: shows what would happen first, and does it when a person says so. */
export function ListStep({ list }: { list: ListImport }) {
  const { t } = useTranslation();
  const { registrations, partList } = useStation().status;
  const { file, encoding, report, failure, isReading } = list;
  const language = currentLanguage();
  if (partList?.isRunning) return <Importing part={partList} onStop={() => void list.stop()} />;
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
      {partList !== null && !partList.isRunning && (
        <p role="alert" className="trouble" data-part-list>
          {t('setup.list.part', {
            file: partList.file,
            done: count(partList.done, language),
            total: count(partList.total, language),
          })}
        </p>
      )}
      <FileTrigger
        acceptedFileTypes={['.csv', '.tsv', '.txt', '.xlsx']}
        onSelect={(files) => {
          const chosen = files?.[0];
          if (chosen !== undefined) void list.read(chosen, null, true);
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
          onEncoding={(as) => void list.read(file, as, true)}
          onImport={() => void list.read(file, encoding, false)}
          onLeaveOut={list.leaveOut}
        />
      )}
    </>
  );
}

function Importing({ part, onStop }: { part: PartList; onStop: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('setup.list.importing')}</h2>
      <p dir="auto">{part.file}</p>
      <div className="list-choice">
        <WorkProgress
          label={t('setup.list.importing')}
          done={part.done}
          total={part.total}
          words={importWords(t, part, currentLanguage())}
        />
        <Button className="button" data-action="stop-import" onPress={onStop}>
          {t('setup.list.stop')}
        </Button>
      </div>
    </>
  );
}
