import type { ReactNode } from 'react';
import { failureSentence } from '../../contract/failure-sentences.ts';
import type { ScanResult } from '../../contract/verdict.ts';
import { wordsIn } from '../language/language.ts';
import { FitText } from '../look/fit-text.tsx';
import { Mark, type MarkName } from '../look/marks.tsx';
import { BadgeProgress } from './badge-progress.tsx';
import { CategoryTag } from './category-tag.tsx';
import { FAILURE_MANNER, mannerOf, type Outcome, type Tone } from './outcome.ts';
import { categoryOf, latinLine, nameOf } from './person.ts';
import { useStation } from './station.ts';
import { PreviousAdmission, ValidDays } from './verdict-facts.tsx';

const NAME_SIZES = [76, 64, 54, 46, 38, 32] as const;
const SENTENCE_SIZES = [34, 28, 24, 20] as const;

/** The one loud thing of the desk: what came of the last scan, in Chinese and English at once. */
export function VerdictPanel({ outcome }: { outcome: Outcome | null }) {
  if (outcome === null) return <Idle />;
  if (outcome.kind === 'answer') return <Answer result={outcome.result} />;
  return (
    <Frame tone={FAILURE_MANNER.tone} mark={FAILURE_MANNER.mark} word="failure" verdict="failure">
      <FitText
        className="verdict-sentence"
        sizes={SENTENCE_SIZES}
        text={failureSentence(outcome.failure, 'zh')}
      />
      <FitText
        className="verdict-sentence"
        sizes={SENTENCE_SIZES}
        text={failureSentence(outcome.failure, 'en')}
      />
    </Frame>
  );
}

function Idle() {
  return (
    <Frame tone="idle" mark="scan" word="idle" verdict="idle">
      <Todo word="idle" />
    </Frame>
  );
}

function Answer({ result }: { result: ScanResult }) {
  const { event } = useStation().status;
  const { tone, mark } = mannerOf(result.verdict);
  const { registration } = result;
  const category = registration === null ? null : categoryOf(registration, event);
  return (
    <Frame
      tone={tone}
      mark={mark}
      word={result.verdict}
      verdict={result.verdict}
      foot={result.printJob === null ? null : <BadgeProgress job={result.printJob} />}
    >
      {registration !== null && (
        <>
          <FitText className="verdict-name" sizes={NAME_SIZES} text={nameOf(registration) || nameless()} />
          <div className="verdict-latin" dir="auto">
            {latinLine(registration)}
          </div>
          <div className="verdict-meta">
            {category !== null && <CategoryTag category={category} both />}
            <span className="verdict-organization" dir="auto">
              {registration.organization}
            </span>
          </div>
        </>
      )}
      {result.previous !== null && <PreviousAdmission previous={result.previous} />}
      {result.verdict === 'wrong-day' && registration !== null && <ValidDays days={registration.validDays} />}
      <Todo word={result.verdict} />
    </Frame>
  );
}

type Word = ScanResult['verdict'] | 'idle';

function Todo({ word }: { word: Word }) {
  return (
    <p className="verdict-todo">
      <span lang="zh-CN">{wordsIn('zh-CN')(`verdict.${word}.todo`)}</span>
      <span lang="en">{wordsIn('en')(`verdict.${word}.todo`)}</span>
    </p>
  );
}

interface FrameProps {
  readonly tone: Tone | 'idle';
  readonly mark: MarkName;
  readonly word: Word | 'failure';
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
