import { useTranslation } from 'react-i18next';
import { failureSentence } from '../../contract/failure-sentences.ts';
import { textLanguage } from '../language/language.ts';
import { Mark } from '../look/marks.tsx';
import { useStation } from './station.ts';

/** Says what keeps station and server apart when people have to see to it: to be offline is nothing of the kind. */
export function SyncWarning() {
  const { t } = useTranslation();
  const { failure } = useStation().status.sync;
  if (failure === null || failure.code === 'server-unreachable') return null;
  return (
    <section className="clock-warning" aria-label={t('sync.label')} data-warning={failure.code}>
      <Mark name="alert" />
      {failureSentence(failure, textLanguage())}
    </section>
  );
}
