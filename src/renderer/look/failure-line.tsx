import type { Failure } from '../../contract/failure.ts';
import { failureSentence } from '../../contract/failure-sentences.ts';
import { textLanguage } from '../language/language.ts';

/** Why something was refused, in words; it is read aloud when it comes. */
export function FailureLine({ failure }: { failure: Failure | null }) {
  return (
    <div role="alert" className="trouble">
      {failure !== null && failureSentence(failure, textLanguage())}
    </div>
  );
}
