import type { ReactNode } from 'react';
import { failureSentence } from '../../contract/failure-sentences.ts';
import { guestOf } from '../../contract/op.ts';
import type { Registration } from '../../contract/registration.ts';
import type { ScanResult } from '../../contract/verdict.ts';
import { WaitingFoot } from '../alert/waiting-foot.tsx';
import { LANGUAGES, type Language, textLanguage, wordsIn } from '../language/language.ts';
import { FitText } from '../look/fit-text.tsx';
import { Mark, type MarkName } from '../look/marks.tsx';
import type { Unreadable } from '../scanner/wedge-decoder.ts';
import { BadgeProgress } from './badge-progress.tsx';
import { CategoryTag } from './category-tag.tsx';
import {
  FAILURE_MANNER,
  mannerOf,
  type Outcome,
  type Shown,
  shownOf,
  type TodoWord,
  type Tone,
  todoOf,
  UNREAD_MANNER,
} from './outcome.ts';
import { categoryOf, latinLine, nameOf } from './person.ts';
import { useStation } from './station.ts';
import { AdmittedCategories, BothLanguages, Capacity, PreviousAdmission, Times } from './verdict-facts.tsx';

const NAME_SIZES = [76, 64, 54, 46, 38, 32, 28, 24, 21] as const;
const LATIN_SIZES = [28, 24, 20, 17, 15] as const;
const SENTENCE_SIZES = [34, 28, 24, 20] as const;

interface VerdictPanelProps {
  readonly outcome: Outcome | null;
  /** Protocol staff met the guest who waits: may go in now. Null for those who may not say so. */
  readonly onMet: ((registration: string) => void) | null;
}

/** The one loud thing of the desk: what came of the last scan, in Chinese and English at once. */
export function VerdictPanel({ outcome, onMet }: VerdictPanelProps) {
  if (outcome === null) return <Idle />;
  if (outcome.kind === 'answer') return <Answer result={outcome.result} onMet={onMet} />;
  if (outcome.kind === 'undone') return <Undone registration={outcome.registration} />;
  if (outcome.kind === 'unread') return <Unread why={outcome.why} />;
  return (
    <Frame tone={FAILURE_MANNER.tone} mark={FAILURE_MANNER.mark} word="failure" verdict="failure">
      <Sentences>{(language) => failureSentence(outcome.failure, textLanguage(language))}</Sentences>
    </Frame>
  );
}

function Idle() {
  const { failure } = useStation().status.sync;
  // Its list is gone: whoever scans on would send guests away as unknown.
  if (failure?.code === 'station-revoked')
    return (
      <Frame tone="refuse" mark="barred" word="station-revoked" verdict="station-revoked">
        <Todo word="station-revoked" />
      </Frame>
    );
  return (
    <Frame tone="idle" mark="scan" word="idle" verdict="idle">
      <Todo word="idle" />
    </Frame>
  );
}

/** A scan that is not known for certain is refused, and the guest scans again. */
function Unread({ why }: { why: Unreadable }) {
  return (
    <Frame tone={UNREAD_MANNER.tone} mark={UNREAD_MANNER.mark} word="unread" verdict={why}>
      <Sentences>{(language) => wordsIn(language)(`unread.${why}`)}</Sentences>
    </Frame>
  );
}

function Sentences({ children }: { children: (language: Language) => string }) {
  return LANGUAGES.map((language) => (
    <FitText
      key={language}
      lang={language}
      className="verdict-sentence"
      sizes={SENTENCE_SIZES}
      text={children(language)}
    />
  ));
}

function Undone({ registration }: { registration: Registration | null }) {
  return (
    <Frame tone="unknown" mark="back" word="undone" verdict="undone">
      {registration !== null && <Guest registration={registration} />}
      <Todo word="undone" />
    </Frame>
  );
}

function Answer({ result, onMet }: { result: ScanResult; onMet: VerdictPanelProps['onMet'] }) {
  const { tone, mark } = mannerOf(result);
  const { registration } = result;
  const shown = shownOf(result);
  const { printing } = useStation().status;
  return (
    <Frame tone={tone} mark={mark} word={shown} verdict={shown} foot={<Foot result={result} onMet={onMet} />}>
      {registration !== null && <Guest registration={registration} />}
      {result.unlisted && <Unlisted result={result} />}
      {result.previous !== null && <PreviousAdmission previous={result.previous} />}
      {shown === 'wrong-day' && <Times days={registration?.validDays ?? []} checkpoint={result.checkpoint} />}
      {shown === 'wrong-category' && <AdmittedCategories checkpoint={result.checkpoint} />}
      {shown === 'full' && <Capacity checkpoint={result.checkpoint} />}
      {shown !== 'hold' && <Todo word={todoOf(result, printing)} />}
    </Frame>
  );
}

function Guest({ registration }: { registration: Registration }) {
  const { event } = useStation().status;
  const category = categoryOf(registration, event);
  return (
    <>
      <FitText className="verdict-name" sizes={NAME_SIZES} text={nameOf(registration) || nameless()} />
      <FitText className="verdict-latin" sizes={LATIN_SIZES} text={latinLine(registration)} />
      <div className="verdict-meta">
        {category !== null && <CategoryTag category={category} both />}
        <span className="verdict-organization" dir="auto">
          {registration.organization}
        </span>
      </div>
    </>
  );
}

/** A good ticket of a guest who is not on the list yet: no more is known than what the ticket says. */
function Unlisted({ result: { registration, op } }: { result: ScanResult }) {
  return (
    <>
      {registration === null && op !== null && (
        <FitText className="verdict-name" sizes={NAME_SIZES} text={guestOf(op) ?? ''} />
      )}
      <p className="verdict-fact" data-fact="unlisted">
        <BothLanguages>{(language) => wordsIn(language)('verdict.unlisted.word')}</BothLanguages>
      </p>
    </>
  );
}

function Foot({ result, onMet }: { result: ScanResult; onMet: VerdictPanelProps['onMet'] }) {
  const { registration, printJob, verdict } = result;
  if (printJob !== null) return <BadgeProgress job={printJob} />;
  if (verdict !== 'hold' || registration === null) return null;
  return <WaitingFoot registration={registration.id} onMet={onMet} />;
}

type Word = Shown | 'idle' | 'undone' | 'station-revoked';

function Todo({ word }: { word: Word | TodoWord }) {
  return (
    <p className="verdict-todo">
      <BothLanguages>{(language) => wordsIn(language)(`verdict.${word}.todo`)}</BothLanguages>
    </p>
  );
}

interface FrameProps {
  readonly tone: Tone | 'idle';
  readonly mark: MarkName;
  readonly word: Word | 'failure' | 'unread';
  readonly verdict: string;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

function Frame({ tone, mark, word, verdict, foot, children }: FrameProps) {
  return (
    <section className={`verdict tone-${tone}`} data-verdict={verdict}>
      <div className="verdict-mark">
        <Mark name={mark} />
      </div>
      <div className="verdict-body">
        <h1 className="verdict-word">
          <span lang="zh-CN">{wordsIn('zh-CN')(`verdict.${word}.word`)}</span>
          <span aria-hidden="true"> · </span>
          <span lang="en">{wordsIn('en')(`verdict.${word}.word`)}</span>
        </h1>
        {children}
      </div>
      {foot}
    </section>
  );
}

function nameless(): string {
  return `${wordsIn('zh-CN')('verdict.nameless')} · ${wordsIn('en')('verdict.nameless')}`;
}
