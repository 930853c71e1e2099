import { currentLanguage, otherLanguage, wordsIn } from '../language/language.ts';

interface BothProps {
  readonly as: 'h1' | 'p';
  readonly word:
    | 'kiosk.show'
    | 'kiosk.hold'
    | 'kiosk.holdScanner'
    | 'kiosk.welcome'
    | 'kiosk.goodbye'
    | 'kiosk.seeDesk'
    | 'kiosk.seeDeskWhy'
    | 'kiosk.scanAgain'
    | 'kiosk.scanAgainWhy'
    | 'kiosk.away'
    | 'kiosk.badge.printing'
    | 'kiosk.badge.printed'
    | 'kiosk.badge.stuck';
}

/** The same words in both languages, the chosen one first and larger. */
export function Both({ as: Tag, word }: BothProps) {
  const first = currentLanguage();
  const second = otherLanguage();
  return (
    <Tag className={`both both-${Tag}`}>
      <span lang={first}>{wordsIn(first)(word)}</span>
      <span lang={second}>{wordsIn(second)(word)}</span>
    </Tag>
  );
}
