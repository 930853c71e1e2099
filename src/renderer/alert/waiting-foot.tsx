import { Button } from 'react-aria-components';
import { useStation } from '../desk/station.ts';
import { BothLanguages } from '../desk/verdict-facts.tsx';
import { wordsIn } from '../language/language.ts';

interface WaitingFootProps {
  readonly registration: string;
  /** Protocol staff met the guest who waits: may go in now. Null for those who may not say so. */
  readonly onMet: ((registration: string) => void) | null;
}

/** What the desk says to a guest who waits to be met: how it stands, and the one press that lets them in. */
export function WaitingFoot({ registration, onMet }: WaitingFootProps) {
  const { waitingGuests } = useStation();
  const waiting = waitingGuests.find(({ guest }) => guest === registration);
  const state = waiting?.state ?? 'waiting';
  const from = waiting?.answeredFrom ?? '';
  const press = state === 'met' ? 'alert.letIn' : 'hold.met';
  return (
    <div className="verdict-foot" data-waiting={state}>
      <p className="verdict-todo" role="status">
        <BothLanguages>{(language) => wordsIn(language)(`alert.desk.${state}`, { from })}</BothLanguages>
      </p>
      {onMet !== null && (
        <Button className="button" data-action="met" onPress={() => onMet(registration)}>
          <span lang="zh-CN">{wordsIn('zh-CN')(press)}</span> <span lang="en">{wordsIn('en')(press)}</span>
        </Button>
      )}
    </div>
  );
}
