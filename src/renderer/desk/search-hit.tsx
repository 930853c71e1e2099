import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MarkedText, SearchHit } from '../../contract/verdict.ts';
import { currentLanguage } from '../language/language.ts';
import { momentInWords } from '../language/moments.ts';
import { categoryOf } from './person.ts';
import { useStation } from './station.ts';

interface SearchHitLineProps {
  readonly id: string;
  readonly hit: SearchHit;
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
      <SearchFacts hit={hit} />
    </div>
  );
}

/** What tells a guest from others of the same name, and whether they are in; without what stands above them all. */
export function SearchFacts({
  hit,
  withoutOrganization = false,
}: {
  hit: SearchHit;
  withoutOrganization?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <div className="hit-facts" dir="auto">
      {!withoutOrganization && <Fact text={hit.shown.organization} />}
      <Fact text={hit.shown.id} />
      <bdi>{useStanding(hit)}</bdi>
      <Fact text={hit.shown.phoneEnd} label={t('search.phoneEnd')} />
      <Fact text={hit.shown.code} label={t('search.code')} />
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

function useStanding({ registration, admission }: SearchHit): string {
  const { t } = useTranslation();
  const { event } = useStation().status;
  if (registration.status !== 'confirmed') return t(`verdict.${registration.status}.word`);
  if (admission === null) return t('search.notHere');
  const language = currentLanguage();
  return t('search.arrived', { when: momentInWords(admission.at, event.timeZone, language, Date.now()) });
}
