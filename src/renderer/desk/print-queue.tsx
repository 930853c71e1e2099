import { memo, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../language/language.ts';
import { count } from '../language/moments.ts';
import { Mark } from '../look/marks.tsx';
import { PrintQueueItem } from './print-queue-item.tsx';
import { useStation } from './station.ts';
import { usePrintQueue } from './use-print-queue.ts';

/** The badges that do not come out by themselves, each with what can be done; nothing while all goes well. */
export const PrintQueue = memo(function PrintQueue() {
  const { t } = useTranslation();
  const { badgesWaiting } = useStation().status;
  const queue = usePrintQueue();
  const titleId = useId();
  if (!queue.some(({ job }) => job.state === 'stuck')) return null;
  const left = badgesWaiting - queue.length;
  return (
    <section className="print-queue" aria-labelledby={titleId}>
      <h2 id={titleId}>
        <Mark name="alert" /> {t('queue.title', { count: count(badgesWaiting, currentLanguage()) })}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
      <ul tabIndex={0} aria-labelledby={titleId}>
        {queue.map((badge) => (
          <PrintQueueItem key={badge.job.id} badge={badge} />
        ))}
        {left > 0 && <li className="hint">{t('settle.more', { count: count(left, currentLanguage()) })}</li>}
      </ul>
    </section>
  );
});
