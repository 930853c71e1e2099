import { failureSentence } from '../../contract/failure-sentences.ts';
import { textLanguage } from '../language/language.ts';
import { Mark } from '../look/marks.tsx';
import { useStation } from './station.ts';

/** Says why the server wants this station to be enrolled again, and what became of its data. */
export function EnrolmentWarning() {
  const { state, failure } = useStation().status.sync;
  if (state !== 'enrolment-needed' || failure === null) return null;
  return (
    <p className="clock-warning" role="note" data-warning={failure.code}>
      <Mark name="alert" />
      {failureSentence(failure, textLanguage())}
    </p>
  );
}
