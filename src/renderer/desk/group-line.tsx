import { memo } from 'react';
import { Checkbox } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../contract/failure.ts';
import { failureSentence } from '../../contract/failure-sentences.ts';
import type { PrintJob } from '../../contract/print.ts';
import type { Registration } from '../../contract/registration.ts';
import type { ScanResult } from '../../contract/verdict.ts';
import { currentLanguage, textLanguage } from '../language/language.ts';
import { Mark } from '../look/marks.tsx';
import { badgeWord } from './badge-words.ts';
import { mannerOf, shownOf } from './outcome.ts';
import { latinLine, nameOf } from './person.ts';
import { UndoButton } from './undo-question.tsx';
import { type GroupResult, isDone } from './use-group-run.ts';

interface GroupLineProps {
  readonly registration: Registration;
  /** Whether they are in, in words. */
  readonly standing: string;
  /** The badge that came of it, on its way; undefined while nothing is known of one. */
  readonly badge: PrintJob | undefined;
  /** Null for one who was not checked in here. */
  readonly result: GroupResult | null;
  readonly isChosen: boolean;
  readonly isLocked: boolean;
  readonly onChoose: (registration: string, chosen: boolean) => void;
  readonly onUndo: (result: ScanResult) => Promise<Result<unknown>>;
}

/**
 * One guest of a delegation: chosen or not, and what came of it. Drawn anew only when something of it changes: the news
 * of the station, which come with each guest of hundreds, are not looked at here.
 */
export const GroupLine = memo(function GroupLine(props: GroupLineProps) {
  const { registration, standing, badge, result, isChosen, isLocked, onChoose, onUndo } = props;
  const { t } = useTranslation();
  const name = nameOf(registration) || t('verdict.nameless');
  const isLetIn = result?.kind === 'answer' && result.result.op !== null;
  return (
    <li
      className="group-guest"
      data-guest={registration.id}
      data-result={result === null ? '' : resultOf(result)}
    >
      <Checkbox
        className="group-check"
        aria-label={name}
        isSelected={isChosen}
        isDisabled={isLocked || isDone(result)}
        onChange={(chosen) => onChoose(registration.id, chosen)}
      >
        <span className="group-box" aria-hidden="true">
          {isChosen && <Mark name="tick" />}
        </span>
      </Checkbox>
      <span className="group-who">
        <b dir="auto">{name}</b> <bdi>{latinLine(registration)}</bdi>
        {result === null ? (
          <small className="group-standing">
            <bdi>{registration.id}</bdi> · {standing}
          </small>
        ) : (
          <ResultLine result={result} badge={badge} />
        )}
      </span>
      {isLetIn && <UndoButton label={t('group.undo', { name })} onUndo={() => onUndo(result.result)} />}
    </li>
  );
});

function resultOf(result: GroupResult): string {
  return result.kind === 'answer' ? shownOf(result.result) : result.kind;
}

/** The verdict in words, with the badge as it gets on. */
function ResultLine({ result, badge }: { result: GroupResult; badge: PrintJob | undefined }) {
  const { t } = useTranslation();
  if (result.kind === 'undone') return <small className="group-result">{t('verdict.undone.word')}</small>;
  if (result.kind === 'failure')
    return (
      <small className="group-result tone-text-refuse">
        {failureSentence(result.failure, textLanguage())}
      </small>
    );
  const { tone, mark } = mannerOf(result.result);
  return (
    <small className={`group-result tone-text-${tone}`}>
      <Mark name={mark} /> {t(`verdict.${shownOf(result.result)}.word`)}
      {badge !== undefined && <> · {badgeWord(badge, currentLanguage())}</>}
    </small>
  );
}
