import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchHit } from '../../contract/verdict.ts';
import { currentLanguage } from '../language/language.ts';
import { momentInWords } from '../language/moments.ts';
import { categoryOf, latinLine, nameOf } from './person.ts';
import { useStation } from './station.ts';

const PHONE_END = 4;

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
        <b>{nameOf(registration) || t('verdict.nameless')}</b> {latinLine(registration)}
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
  const [organization, ...facts] = useFacts(hit);
  const shown = withoutOrganization ? facts : [organization ?? '', ...facts];
  return (
    <div className="hit-facts" dir="auto">
      {shown
        .filter((fact) => fact !== '')
        .map((fact) => (
          <bdi key={fact}>{fact}</bdi>
        ))}
    </div>
  );
}

function useFacts({ registration, admission }: SearchHit): string[] {
  const { t } = useTranslation();
  const { event } = useStation().status;
  const language = currentLanguage();
  const digits = registration.phone.replaceAll(/\D/g, '').slice(-PHONE_END);
  const arrived =
    admission === null
      ? t('search.notHere')
      : t('search.arrived', { when: momentInWords(admission.at, event.timeZone, language, Date.now()) });
  return [
    registration.organization,
    registration.id,
    registration.status === 'confirmed' ? arrived : t(`verdict.${registration.status}.word`),
    digits === '' ? '' : t('search.phoneEnd', { digits }),
  ];
}
