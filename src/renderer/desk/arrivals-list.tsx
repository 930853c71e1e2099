import { useTranslation } from 'react-i18next';
import type { Arrival } from '../../contract/status.ts';
import { currentLanguage } from '../language/language.ts';
import { momentInWords, timeOfDay } from '../language/moments.ts';
import { Mark } from '../look/marks.tsx';
import { badgeWord } from './badge-progress.tsx';
import { CategoryTag } from './category-tag.tsx';
import { mannerOf } from './outcome.ts';
import { categoryOf, latinLine, nameOf } from './person.ts';
import { useStation } from './station.ts';

/** The last guests of this checkpoint, so that a look back needs no step. */
export function ArrivalsList({ lines }: { lines: readonly Arrival[] }) {
  const { t } = useTranslation();
  return (
    <section className="arrivals" aria-label={t('arrivals.title')}>
      {lines.length === 0 && <p className="hint arrivals-empty">{t('arrivals.empty')}</p>}
      {lines.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
        <ol tabIndex={0} aria-label={t('arrivals.title')}>
          {lines.map((line) => (
            <ArrivalLine key={line.result.at + line.result.verdict} line={line} />
          ))}
        </ol>
      )}
    </section>
  );
}

function ArrivalLine({ line }: { line: Arrival }) {
  const { t } = useTranslation();
  const { event } = useStation().status;
  const { result } = line;
  const { registration, verdict } = result;
  const category = registration === null ? null : categoryOf(registration, event);
  return (
    <li className={`arrival tone-text-${mannerOf(verdict).tone}`} data-verdict={verdict}>
      <time dateTime={result.at}>{timeOfDay(result.at, event.timeZone)}</time>
      <span className="arrival-mark">
        <Mark name={mannerOf(verdict).mark} />
      </span>
      <span className="arrival-name" dir="auto">
        {registration === null ? (
          t('verdict.unknown.word')
        ) : (
          <>
            {nameOf(registration) || t('verdict.nameless')} <small>{latinLine(registration)}</small>
          </>
        )}
      </span>
      <span>{category !== null && <CategoryTag category={category} both={false} />}</span>
      <span className="arrival-state">
        <ArrivalState line={line} />
      </span>
    </li>
  );
}

function ArrivalState({ line: { result, job } }: { line: Arrival }) {
  const { t } = useTranslation();
  const { event } = useStation().status;
  const { previous, verdict, registration } = result;
  const language = currentLanguage();
  if (verdict === 'admit') {
    if (job === null) return null;
    return (
      <span className={`badge-state badge-${job.state}`} data-badge={job.state}>
        {badgeWord(job.state, job.reason, language)}
      </span>
    );
  }
  if (previous !== null) {
    const when = momentInWords(previous.at, event.timeZone, language, Date.now());
    return `${when} ${previous.stationName}`;
  }
  return registration === null ? null : t(`verdict.${verdict}.word`);
}
