import { memo, useId, useRef } from 'react';
import { Button, Input, Label, SearchField } from 'react-aria-components';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Registration } from '../../contract/registration.ts';
import type { FoundGuest } from '../../contract/verdict.ts';
import { AltKey, isAltKey, useWindowKey } from './alt-keys.tsx';
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
  /** `/` was pressed: the search has to be in sight now. */
  readonly onSlash: () => void;
  /** Brings back the panel in whose place it stands; null when it stands in nobody's. */
  readonly onBack: (() => void) | null;
}

/** Finds a guest without a code. `/` comes here from anywhere; Enter checks the marked guest in. */
export const SearchPanel = memo(function SearchPanel({
  onCheckIn,
  onPrint,
  onOpen,
  onCorrect,
  onWalkIn,
  onSlash,
  onBack,
}: SearchPanelProps) {
  const { t } = useTranslation();
  const { text, setText, hits, isCurrent, marked, mark } = useSearch();
  const { field, leave } = useSlashKey(onSlash);
  const listId = useId();
  const markedHit = hits[marked];

  function checkIn(hit: FoundGuest) {
    setText('');
    if (onBack === null) field.current?.blur();
    else leave(onBack);
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
    else if (event.key === 'Escape' && text === '' && onBack !== null) leave(onBack);
    else return;
    event.preventDefault();
  }

  return (
    <section className="search" aria-label={t('search.label')} data-searching={text.trim() !== ''}>
      <SearchField className="search-field" value={text} onChange={setText}>
        <Label className="visually-hidden">{t('search.label')}</Label>
        <Input
          ref={field}
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
      {onBack !== null && (
        <Button className="button search-back" data-action="back-to-panel" onPress={() => leave(onBack)}>
          {t('search.back')}
        </Button>
      )}
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

/** The fields in which `/` is a character like any other. */
const WRITING = 'input:not([type=checkbox], [type=radio], [type=range]), textarea';

/** The field that `/` brings the focus to, unless a person is writing in another one; and the way back from it. */
function useSlashKey(onSlash: () => void) {
  const field = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  useWindowKey(isSlash, () => {
    before.current = document.activeElement;
    // What stands in its place goes first: a field that cannot be seen takes no focus.
    flushSync(onSlash);
    field.current?.focus();
    field.current?.select();
  });
  function leave(onBack: () => void): void {
    flushSync(onBack);
    if (before.current instanceof HTMLElement) before.current.focus();
  }
  return { field, leave };
}

function isSlash({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const isWriting = target instanceof Element && target.matches(WRITING);
  return key === '/' && !isWriting && !ctrlKey && !metaKey && !altKey;
}
