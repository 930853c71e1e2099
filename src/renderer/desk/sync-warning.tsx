import { failureSentence } from '../../contract/failure-sentences.ts';
import { textLanguage } from '../language/language.ts';
import { Mark } from '../look/marks.tsx';
import { useStation } from './station.ts';

/** Says what keeps station and server apart when people have to see to it: to be offline is nothing of the kind. */
export function SyncWarning() {
  const { failure } = useStation().status.sync;
  if (failure === null || failure.code === 'server-unreachable') return null;
  return (
    <p className="clock-warning" role="note" data-warning={failure.code}>
      <Mark name="alert" />
      {failureSentence(failure, textLanguage())}
    </p>
  );
}
