import { memo, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Failure, Result } from '../../contract/failure.ts';
import { guestOf, type Op } from '../../contract/op.ts';
import type { Arrival } from '../../contract/status.ts';
import type { ScanResult } from '../../contract/verdict.ts';
import { currentLanguage } from '../language/language.ts';
import { momentInWords, timeOfDay } from '../language/moments.ts';
import { FailureLine } from '../look/failure-line.tsx';
import { Mark } from '../look/marks.tsx';
import { badgeWord } from './badge-words.ts';
import { CategoryTag } from './category-tag.tsx';
import { mannerOf, shownOf } from './outcome.ts';
import { categoryOf, latinLine, nameOf } from './person.ts';
import { useMovedBadges, useStation } from './station.ts';

type Undo = (result: ScanResult) => Promise<Result<Op>>;

interface ArrivalsListProps {
  readonly lines: readonly Arrival[];
  readonly onUndo: Undo;
}

/** The last guests of this checkpoint, so that a look back needs no step; the last one let in can be taken back. */
export const ArrivalsList = memo(function ArrivalsList({ lines, onUndo }: ArrivalsListProps) {
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
            />
          ))}
        </ol>
      )}
    </section>
  );
});

/** `onUndo` is null where the line cannot be taken back here. */
const ArrivalLine = memo(function ArrivalLine({ line, onUndo }: { line: Arrival; onUndo: Undo | null }) {
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
      <span className="arrival-name" dir="auto">
        {registration === null ? (
          unlistedId(result) || t('verdict.unknown.word')
        ) : (
          <>
            {nameOf(registration) || t('verdict.nameless')} <small>{latinLine(registration)}</small>
          </>
        )}
      </span>
      {isAsking && onUndo !== null ? (
        <UndoQuestion result={result} onUndo={onUndo} onKeep={() => setIsAsking(false)} />
      ) : (
        <>
          <span>{category !== null && <CategoryTag category={category} both={false} />}</span>
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

interface UndoQuestionProps {
  readonly result: ScanResult;
  readonly onUndo: Undo;
  readonly onKeep: () => void;
}

/** Asks in the same place where the button was; keeping is what Enter does, so that no scan can take back. */
function UndoQuestion({ result, onUndo, onKeep }: UndoQuestionProps) {
  const { t } = useTranslation();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function undo() {
    setIsBusy(true);
    const answer = await onUndo(result);
    setIsBusy(false);
    if (!answer.ok) setFailure(answer.failure);
  }

  return (
    <fieldset className="arrival-question" aria-label={t('undo.question')}>
      {failure === null ? <span>{t('undo.question')}</span> : <FailureLine failure={failure} />}
      <Button className="button danger" isDisabled={isBusy} onPress={() => void undo()}>
        {t('undo.confirm')}
      </Button>
      <Button className="button" autoFocus onPress={onKeep}>
        {t('undo.cancel')}
      </Button>
    </fieldset>
  );
}

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
    const now = moved.get(job.id) ?? job;
    return (
      <span className={`badge-state badge-${now.state}`} data-badge={now.state}>
        {badgeWord(now, language)}
      </span>
    );
  }
  if (previous !== null) {
    const when = momentInWords(previous.at, event.timeZone, language, Date.now());
    return `${when} ${previous.stationName}`;
  }
  return registration === null ? null : t(`verdict.${shown}.word`);
}
