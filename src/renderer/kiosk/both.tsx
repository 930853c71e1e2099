import type { ParseKeys } from 'i18next';
import { useContext } from 'react';
import { currentLanguage, otherLanguage, wordsIn } from '../language/language.ts';
import { GuestChoicesContext } from './guest-choices.ts';

interface BothProps {
  readonly as: 'h1' | 'p' | 'span';
  readonly word: ParseKeys;
}

/** The same words in both languages, the chosen one first and larger; alone in large print, which has room for one. */
export function Both({ as: Tag, word }: BothProps) {
  const { isLarge } = useContext(GuestChoicesContext);
  const first = currentLanguage();
  const second = otherLanguage();
  return (
    <Tag className={`both both-${Tag}`}>
      <span lang={first}>{wordsIn(first)(word)}</span>
      {!isLarge && <span lang={second}>{wordsIn(second)(word)}</span>}
    </Tag>
  );
}
