import type { ReactNode } from 'react';
import type { Checkpoint, Event } from '../../contract/event.ts';
import type { Admission } from '../../contract/verdict.ts';
import { type Language, textLanguage, wordsIn } from '../language/language.ts';
import { count, momentInWords } from '../language/moments.ts';
import { useStation } from './station.ts';

const BOTH: readonly Language[] = ['zh-CN', 'en'];

/** The same in Chinese and in English, each marked as what it is. */
export function BothLanguages({ children }: { children: (language: Language) => ReactNode }) {
  return BOTH.map((language) => (
    <span key={language} lang={language}>
      {children(language)}
    </span>
  ));
}

/** When and where an admitted guest was let in before; what both languages write alike is written once. */
export function PreviousAdmission({ previous }: { previous: Admission }) {
  const { event } = useStation().status;
  const now = Date.now();
  const moments = BOTH.map((language) => momentInWords(previous.at, event.timeZone, language, now));
  const places = BOTH.map((language) => checkpointName(previous, event.checkpoints, language));
  const facts = [[...new Set(moments)].join(' / '), previous.stationName, [...new Set(places)].join(' ')];
  return (
    <p className="verdict-fact" dir="auto">
      {facts.filter((fact) => fact !== '').join(' · ')}
    </p>
  );
}

interface Place {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
}

/** The checkpoint, and the station where its name is known. */
export function placeOf(
  admission: Pick<Admission, 'checkpoint' | 'stationName'>,
  checkpoints: readonly Place[],
  language: Language,
): string {
  const place = checkpointName(admission, checkpoints, language);
  return admission.stationName === '' ? place : `${admission.stationName} · ${place}`;
}

function checkpointName(
  { checkpoint }: Pick<Admission, 'checkpoint'>,
  checkpoints: readonly Place[],
  language: Language,
): string {
  return checkpoints.find((place) => place.id === checkpoint)?.name[textLanguage(language)] ?? checkpoint;
}

/** When a guest may come here: on which days, and when the checkpoint is open; the event's days where both say nothing. */
export function Times({ days, checkpoint }: { days: readonly string[]; checkpoint: string }) {
  const { event } = useStation().status;
  const place = event.checkpoints.find(({ id }) => id === checkpoint);
  const isOpenAlways = place === undefined || (place.days === null && place.hours === null);
  return (
    <>
      {(days.length > 0 || isOpenAlways) && <ValidDays days={days} event={event} />}
      {!isOpenAlways && <OpeningTimes place={place} />}
    </>
  );
}

function ValidDays({ days, event }: { days: readonly string[]; event: Event }) {
  const shown = days.length === 0 ? [event.firstDay, event.lastDay] : days;
  return (
    <p className="verdict-fact verdict-small-fact">
      <BothLanguages>
        {(language) =>
          wordsIn(language)('verdict.days', { days: daysInWords(shown, days.length === 0, language) })
        }
      </BothLanguages>
    </p>
  );
}

function OpeningTimes({ place }: { place: Checkpoint }) {
  const hours = place.hours === null ? '' : `${place.hours.from}–${place.hours.to}`;
  return (
    <p className="verdict-fact verdict-small-fact">
      <BothLanguages>
        {(language) => {
          const days = place.days === null ? '' : daysInWords(place.days, false, language);
          const times = [days, hours].filter((part) => part !== '').join(' ');
          return wordsIn(language)('verdict.opening', { times });
        }}
      </BothLanguages>
    </p>
  );
}

/** Whom the checkpoint is for, so that a guest can be told where to go. */
export function AdmittedCategories({ checkpoint }: { checkpoint: string }) {
  const { event } = useStation().status;
  const ids = event.checkpoints.find(({ id }) => id === checkpoint)?.categories ?? [];
  const admitted = event.categories.filter(({ id }) => ids.includes(id));
  return (
    <p className="verdict-fact verdict-small-fact">
      <BothLanguages>
        {(language) => {
          const names = admitted.map(({ name }) => name[textLanguage(language)]);
          const categories = new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
          return wordsIn(language)('verdict.open', { categories });
        }}
      </BothLanguages>
    </p>
  );
}

/** How many a full place holds. */
export function Capacity({ checkpoint }: { checkpoint: string }) {
  const { event } = useStation().status;
  const capacity = event.checkpoints.find(({ id }) => id === checkpoint)?.capacity ?? null;
  if (capacity === null) return null;
  return (
    <p className="verdict-fact">
      <BothLanguages>
        {(language) => wordsIn(language)('verdict.capacity', { count: count(capacity, language) })}
      </BothLanguages>
    </p>
  );
}

function daysInWords(days: readonly string[], isSpan: boolean, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'short', day: 'numeric' });
  const words = days.map((day) => format.format(new Date(`${day}T00:00:00Z`)));
  if (isSpan) return [...new Set(words)].join(' – ');
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
}
