import { useTranslation } from 'react-i18next';
import { failureSentence } from '../../contract/failure-sentences.ts';
import type { StationStatus } from '../../contract/status.ts';
import type { ScanResult } from '../../contract/verdict.ts';
import { currentLanguage, type Language, textLanguage, wordsIn } from '../language/language.ts';
import { momentInWords } from '../language/moments.ts';
import { type Outcome, shownOf, todoOf } from './outcome.ts';
import { categoryOf, latinLine, nameOf } from './person.ts';
import { useStation } from './station.ts';
import { placeOf } from './verdict-facts.tsx';

/**
 * The verdict for people who hear the screen: all of it in one sentence, at once, in the language of the window. Each
 * outcome is a new element, so that the same verdict twice is read twice.
 */
export function Announcement({ outcome }: { outcome: Outcome | null }) {
  const { t } = useTranslation();
  const { event, printing } = useStation().status;
  const language = currentLanguage();
  return (
    <div className="visually-hidden" aria-live="assertive" aria-atomic="true">
      {outcome?.kind === 'answer' && (
        <p key={outcome.result.at}>{answerInWords(outcome.result, { event, printing }, language)}</p>
      )}
      {outcome?.kind === 'unread' && <p key={outcome.at}>{t(`unread.${outcome.why}`)}</p>}
      {outcome?.kind === 'undone' && <p>{`${t('verdict.undone.word')}. ${t('verdict.undone.todo')}`}</p>}
      {outcome?.kind === 'failure' && (
        <p key={outcome.at}>{failureSentence(outcome.failure, textLanguage(language))}</p>
      )}
    </div>
  );
}

/** "Already in. Wang Wei, Delegate. 09:02, Desk A · Main entrance. No new badge: check who this is." */
function answerInWords(
  result: ScanResult,
  { event, printing }: Pick<StationStatus, 'event' | 'printing'>,
  language: Language,
): string {
  const words = wordsIn(language);
  const { registration, previous } = result;
  const category = registration === null ? null : categoryOf(registration, event);
  const guest =
    registration === null
      ? []
      : [nameOf(registration), latinLine(registration), category?.name[textLanguage(language)] ?? ''];
  const before =
    previous === null
      ? []
      : [
          momentInWords(previous.at, event.timeZone, language, Date.now()),
          placeOf(previous, event.checkpoints, language),
        ];
  const [comma, stop] = language === 'zh-CN' ? ['，', '。'] : [', ', '. '];
  return [
    words(`verdict.${shownOf(result)}.word`),
    guest.filter((part) => part !== '').join(comma),
    before.join(comma),
    words(`verdict.${todoOf(result, printing)}.todo`),
  ]
    .filter((part) => part !== '')
    .join(stop);
}
