import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type ImportReport, type ListEncoding, ListEncodingSchema } from '../../contract/list-import.ts';
import { currentLanguage } from '../language/language.ts';
import { count } from '../language/moments.ts';
import { ChooseOne } from '../look/choose-one.tsx';

const PROBLEMS_SHOWN = 200;
const AUTOMATIC = 'automatic';

interface ListPreviewProps {
  readonly report: ImportReport;
  /** Null while the core finds it out by itself. */
  readonly encoding: ListEncoding | null;
  readonly isBusy: boolean;
  readonly onEncoding: (encoding: ListEncoding | null) => void;
  readonly onImport: () => void;
  readonly onLeaveOut: () => void;
}

/** What an import did or would do: columns, counts, and each refused row with its line and reason. */
export function ListPreview({
  report,
  encoding,
  isBusy,
  onEncoding,
  onImport,
  onLeaveOut,
}: ListPreviewProps) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const landing = report.added + report.changed;
  return (
    <section className="list-preview" aria-label={report.file}>
      <p className="list-counts">
        <b dir="auto">{report.file}</b>
        <span>{t('setup.list.rows', { count: count(report.rows, language) })}</span>
        {(['added', 'changed', 'unchanged', 'refused'] as const).map((kind) => (
          <span
            key={kind}
            data-count={kind}
            className={kind === 'refused' && report.refused > 0 ? 'trouble' : ''}
          >
            {t(`setup.list.${kind}`, { count: count(report[kind], language) })}
          </span>
        ))}
      </p>
      <div className="list-choice">
        {report.dryRun && (
          <Button className="button primary" isDisabled={isBusy || landing === 0} onPress={onImport}>
            {t('setup.list.import', { count: count(landing, language) })}
          </Button>
        )}
        {report.dryRun && (
          <Button className="button" onPress={onLeaveOut}>
            {t('setup.list.leaveOut')}
          </Button>
        )}
        {report.dryRun && report.format === 'csv' && (
          <EncodingChoice encoding={encoding} found={report.encoding} onEncoding={onEncoding} />
        )}
      </div>
      <div className="list-tables">
        <Columns report={report} />
        {report.problems.length > 0 && <Problems report={report} />}
      </div>
    </section>
  );
}

function Columns({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-box" tabIndex={0} aria-label={t('setup.list.columns')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('setup.list.header')}</th>
            <th scope="col">{t('setup.list.field')}</th>
          </tr>
        </thead>
        <tbody>
          {report.columns.map(({ header, field }) => (
            <tr key={header}>
              <td dir="auto">{header}</td>
              <td>{field === null ? <i>{t('setup.list.unused')}</i> : t(`field.${field}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Problems({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-box" tabIndex={0} aria-label={t('setup.list.problems')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('setup.list.line')}</th>
            <th scope="col">{t('setup.list.column')}</th>
            <th scope="col">{t('setup.list.reason')}</th>
            <th scope="col">{t('setup.list.value')}</th>
          </tr>
        </thead>
        <tbody>
          {report.problems.slice(0, PROBLEMS_SHOWN).map((problem) => (
            <tr key={`${problem.line} ${problem.column} ${problem.reason}`}>
              <td>{problem.line}</td>
              <td dir="auto">{problem.column}</td>
              <td>{t(`row.${problem.reason}`)}</td>
              <td dir="auto">{problem.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface EncodingChoiceProps {
  readonly encoding: ListEncoding | null;
  readonly found: ListEncoding | null;
  readonly onEncoding: (encoding: ListEncoding | null) => void;
}

/** The text encoding, for the list whose names look wrong in the preview. */
function EncodingChoice({ encoding, found, onEncoding }: EncodingChoiceProps) {
  const { t } = useTranslation();
  const items: { id: ListEncoding | typeof AUTOMATIC; label: string }[] = [
    { id: AUTOMATIC, label: `${t('setup.list.automatic')} (${found ?? ''})` },
    ...ListEncodingSchema.options.map((name) => ({ id: name, label: name })),
  ];
  return (
    <ChooseOne
      label={t('setup.list.encoding')}
      className="encoding"
      value={encoding ?? AUTOMATIC}
      items={items}
      onChange={(id) => onEncoding(id === AUTOMATIC ? null : id)}
    />
  );
}
