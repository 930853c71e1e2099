import { useEffect, useRef } from 'react';
import type { Failure } from '../../contract/failure.ts';
import { failureSentence } from '../../contract/failure-sentences.ts';
import { textLanguage } from '../language/language.ts';

/** Why something was refused, in words; when it comes it is read aloud, and scrolled to where it stands further down. */
export function FailureLine({ failure }: { failure: Failure | null }) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failure !== null) line.current?.scrollIntoView({ block: 'nearest' });
  }, [failure]);
  return (
    <div ref={line} role="alert" className="trouble">
      {failure !== null && failureSentence(failure, textLanguage())}
    </div>
  );
}
