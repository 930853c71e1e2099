import type { TFunction } from 'i18next';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundGuest, MarkedText, SearchHit } from '../../contract/verdict.ts';
import { currentLanguage } from '../language/language.ts';
import { momentInWords } from '../language/moments.ts';
import { categoryOf } from './person.ts';
import { useStation } from './station.ts';

/** How many digits of a phone tell people apart. */
const PHONE_END = 4;

interface SearchHitLineProps {
  readonly id: string;
  readonly hit: FoundGuest;
  readonly isMarked: boolean;
  readonly onMark: () => void;
}

/** One guest found, with what tells people of the same name apart. */
export function SearchHitLine({ id, hit, isMarked, onMark }: SearchHitLineProps) {
  const { t } = useTranslation();
  const { event } = useStation().status;
  const { registration } = hit;
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isMarked) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isMarked]);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the marked option
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
    <div
      ref={line}
      id={id}
      role="option"
      aria-selected={isMarked}
      className="hit"
      style={{ borderInlineStartColor: categoryOf(registration, event)?.colour }}
      onClick={onMark}
    >
      <div className="hit-name" dir="auto">
        <b>{hit.shown.name.length === 0 ? t('verdict.nameless') : <Marked text={hit.shown.name} />}</b>{' '}
        <span>
          <Marked text={hit.shown.latin} />
        </span>
      </div>
      <Facts hit={hit} shown={hit.shown} />
    </div>
  );
}

/** What tells a guest from others of the same name, where nobody searched. */
export function SearchFacts({ hit }: { hit: SearchHit }) {
  const { organization, id, phone } = hit.registration;
  const shown = {
    organization: unmarked(organization),
    id: unmarked(id),
    phoneEnd: unmarked(phone.replaceAll(/\D/g, '').slice(-PHONE_END)),
    code: [],
  };
  return <Facts hit={hit} shown={shown} />;
}

function unmarked(text: string): MarkedText {
  return text === '' ? [] : [{ text, isMatch: false }];
}

function Facts({ hit, shown }: { hit: SearchHit; shown: Omit<FoundGuest['shown'], 'name' | 'latin'> }) {
  const { t } = useTranslation();
  return (
    <div className="hit-facts" dir="auto">
      <Fact text={shown.organization} />
      <Fact text={shown.id} />
      <bdi>{useStanding(hit)}</bdi>
      <Fact text={shown.phoneEnd} label={t('search.phoneEnd')} />
      <Fact text={shown.code} label={t('search.code')} />
    </div>
  );
}

function Fact({ text, label }: { text: MarkedText; label?: string }) {
  if (text.length === 0) return null;
  return (
    <bdi>
      {label !== undefined && `${label} `}
      <Marked text={text} />
    </bdi>
  );
}

/** A text with what was found in it marked. */
function Marked({ text }: { text: MarkedText }) {
  return text.map(({ text: piece, isMatch }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text stay in their order
    isMatch ? <mark key={index}>{piece}</mark> : piece,
  );
}

function useStanding(hit: SearchHit): string {
  const { t } = useTranslation();
  return standingOf(hit, useStation().status.event.timeZone, t);
}

/** Whether and since when a guest is in, or that they may not come. */
export function standingOf({ registration, admission }: SearchHit, timeZone: string, t: TFunction): string {
  if (registration.status !== 'confirmed') return t(`verdict.${registration.status}.word`);
  if (admission === null) return t('search.notHere');
  const language = currentLanguage();
  return t('search.arrived', { when: momentInWords(admission.at, timeZone, language, Date.now()) });
}
