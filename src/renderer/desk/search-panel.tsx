import { memo, useEffect, useId, useRef, useState } from 'react';
import { Button, Input, Label, SearchField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Registration } from '../../contract/registration.ts';
import type { FoundGuest } from '../../contract/verdict.ts';
import { AltKey, isAltKey } from './alt-keys.tsx';
import { SearchHitLine } from './search-hit.tsx';
import { useSearch } from './use-search.ts';

/** So many the core gives at most: there may be more. */
const MOST_SHOWN = 50;

interface SearchPanelProps {
  readonly onCheckIn: (registration: string) => void;
  /** Null where no badges are printed. */
  readonly onPrint: ((registration: Registration) => void) | null;
  readonly onOpen: (registration: string) => void;
  readonly onCorrect: (registration: string) => void;
  /** Takes down a guest who was searched for in vain. */
  readonly onWalkIn: (name: string) => void;
}

/** Finds a guest without a code. `/` comes here from anywhere; Enter checks the marked guest in. */
export const SearchPanel = memo(function SearchPanel({
  onCheckIn,
  onPrint,
  onOpen,
  onCorrect,
  onWalkIn,
}: SearchPanelProps) {
  const { t } = useTranslation();
  const { text, setText, hits, isCurrent, marked, mark } = useSearch();
  const input = useSlashKey();
  const listId = useId();
  const markedHit = hits[marked];

  function checkIn(hit: FoundGuest) {
    setText('');
    input.current?.blur();
    onCheckIn(hit.registration.id);
  }

  function walkIn() {
    setText('');
    onWalkIn(text.trim());
  }

  function onKeyDown(event: React.KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') mark(Math.min(marked + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') mark(Math.max(marked - 1, 0));
    else if (event.key === 'Enter' && isCurrent && markedHit !== undefined) checkIn(markedHit);
    else if (isAltKey(event, 'e') && isCurrent && markedHit !== undefined)
      onCorrect(markedHit.registration.id);
    else if (isAltKey(event, 'n')) walkIn();
    else return;
    event.preventDefault();
  }

  return (
    <section className="search" aria-label={t('search.label')} data-searching={text.trim() !== ''}>
      <SearchField className="search-field" value={text} onChange={setText}>
        <Label className="visually-hidden">{t('search.label')}</Label>
        <Input
          ref={input}
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls={listId}
          aria-activedescendant={markedHit === undefined ? undefined : `${listId}-${marked}`}
          placeholder={t('search.hint')}
          onKeyDown={onKeyDown}
        />
        {text === '' ? (
          <kbd>/</kbd>
        ) : (
          <Button className="button quiet" aria-label={t('search.clear')}>
            ✕
          </Button>
        )}
      </SearchField>
      <div className="results">
        <div id={listId} role="listbox" aria-label={t('search.results')} className="hits">
          {hits.map((hit, index) => (
            <SearchHitLine
              key={hit.registration.id}
              id={`${listId}-${index}`}
              hit={hit}
              isMarked={index === marked}
              onMark={() => mark(index)}
            />
          ))}
        </div>
        {hits.length >= MOST_SHOWN && <p className="hint">{t('search.more')}</p>}
        {hits.length === 0 && (
          <p className="hint" role="status">
            {text.trim() === '' || !isCurrent ? t('search.idle') : t('search.none', { text: text.trim() })}
          </p>
        )}
        {hits.length === 0 && text.trim() !== '' && isCurrent && (
          <Button className="button search-walk-in" data-action="walk-in-found-nobody" onPress={walkIn}>
            {t('walkIn.open')} <AltKey letter="n" />
          </Button>
        )}
      </div>
      {markedHit !== undefined && (
        <div className="search-actions">
          <Button className="button primary" isDisabled={!isCurrent} onPress={() => checkIn(markedHit)}>
            {t('search.checkIn')} <kbd>⏎</kbd>
          </Button>
          <Button
            className="button"
            data-action="open-guest"
            isDisabled={!isCurrent}
            onPress={() => onOpen(markedHit.registration.id)}
          >
            {t('guest.open')}
          </Button>
          {markedHit.admission !== null && onPrint !== null && (
            <Button className="button" onPress={() => onPrint(markedHit.registration)}>
              {t('reprint.open')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
});

/** The field that `/` brings the focus to, unless a person is writing in another one. */
function useSlashKey() {
  const field = useRef<HTMLInputElement>(null);
  const [slash] = useState(() => (event: KeyboardEvent) => {
    const isWriting = event.target instanceof HTMLInputElement;
    if (event.key !== '/' || isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.current?.focus();
    field.current?.select();
  });
  useEffect(() => {
    window.addEventListener('keydown', slash);
    return () => window.removeEventListener('keydown', slash);
  }, [slash]);
  return field;
}
