import { memo, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../contract/failure.ts';
import { guestOf, type Op } from '../../contract/op.ts';
import type { Arrival } from '../../contract/status.ts';
import type { ScanResult } from '../../contract/verdict.ts';
import { currentLanguage } from '../language/language.ts';
import { momentInWords, timeOfDay } from '../language/moments.ts';
import { Mark } from '../look/marks.tsx';
import { badgeWord } from './badge-words.ts';
import { CategoryTag } from './category-tag.tsx';
import { mannerOf, shownOf } from './outcome.ts';
import { categoryOf, latinLine, nameOf } from './person.ts';
import { useMovedBadges, useStation } from './station.ts';
import { UndoQuestion } from './undo-question.tsx';

type Undo = (result: ScanResult) => Promise<Result<Op>>;

interface ArrivalsListProps {
  readonly lines: readonly Arrival[];
  readonly onUndo: Undo;
  readonly onOpen: (registration: string) => void;
}

/** The last guests of this checkpoint, so that a look back needs no step; the last one let in can be taken back. */
export const ArrivalsList = memo(function ArrivalsList({ lines, onUndo, onOpen }: ArrivalsListProps) {
  const { t } = useTranslation();
  const lastLetIn = lines.find(({ result }) => shownOf(result) === 'admit');
  return (
    <section className="arrivals" aria-label={t('arrivals.title')}>
      {lines.length === 0 && <p className="hint arrivals-empty">{t('arrivals.empty')}</p>}
      {lines.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
        <ol tabIndex={0} aria-label={t('arrivals.title')}>
          {lines.map((line) => (
            <ArrivalLine
              key={line.result.op?.id ?? line.result.at + line.result.verdict}
              line={line}
              onUndo={line === lastLetIn ? onUndo : null}
              onOpen={onOpen}
            />
          ))}
        </ol>
      )}
    </section>
  );
});

/** `onUndo` is null where the line cannot be taken back here. */
const ArrivalLine = memo(function ArrivalLine({
  line,
  onUndo,
  onOpen,
}: {
  line: Arrival;
  onUndo: Undo | null;
  onOpen: ArrivalsListProps['onOpen'];
}) {
  const { t } = useTranslation();
  const { event } = useStation().status;
  const [isAsking, setIsAsking] = useState(false);
  const { result } = line;
  const { registration } = result;
  const { tone, mark } = mannerOf(result);
  const category = registration === null ? null : categoryOf(registration, event);
  return (
    <li className={`arrival tone-text-${tone}`} data-verdict={shownOf(result)}>
      <time dateTime={result.at}>{timeOfDay(result.at, event.timeZone)}</time>
      <span className="arrival-mark">
        <Mark name={mark} />
      </span>
      <span className="arrival-name">
        {registration === null ? (
          unlistedId(result) || t('verdict.unknown.word')
        ) : (
          <Button className="arrival-open" onPress={() => onOpen(registration.id)}>
            <bdi>{nameOf(registration) || t('verdict.nameless')}</bdi>{' '}
            <small>
              <bdi>{latinLine(registration)}</bdi>
            </small>
          </Button>
        )}
      </span>
      {isAsking && onUndo !== null ? (
        <UndoQuestion
          question={t('undo.question')}
          onUndo={() => onUndo(result)}
          onKeep={() => setIsAsking(false)}
        />
      ) : (
        <>
          <span className="arrival-category">
            {category !== null && <CategoryTag category={category} both={false} />}
          </span>
          <span className="arrival-state">
            <ArrivalState line={line} />
            {onUndo !== null && (
              <Button className="button arrival-undo" onPress={() => setIsAsking(true)}>
                {t('undo.open')}
              </Button>
            )}
          </span>
        </>
      )}
    </li>
  );
});

/** All that is known of a guest whose ticket is good and who is not on the list yet. */
function unlistedId({ unlisted, op }: ScanResult): string {
  return unlisted && op !== null ? (guestOf(op) ?? '') : '';
}

function ArrivalState({ line: { result, job } }: { line: Arrival }) {
  const { t } = useTranslation();
  const { event } = useStation().status;
  const moved = useMovedBadges();
  const { previous, registration } = result;
  const language = currentLanguage();
  const shown = shownOf(result);
  if (shown === 'admit') {
    if (result.unlisted) return t('verdict.unlisted.word');
    if (job === null) return null;
    const { state } = moved.get(job.id) ?? job;
    return (
      <span className={`badge-state badge-${state}`} data-badge={state}>
        {/* Why it is stuck stands with what to do about it. */}
        {badgeWord({ state, reason: null }, language)}
      </span>
    );
  }
  if (previous !== null) {
    const when = momentInWords(previous.at, event.timeZone, language, Date.now());
    return `${when} ${previous.stationName}`;
  }
  return registration === null ? null : t(`verdict.${shown}.word`);
}
