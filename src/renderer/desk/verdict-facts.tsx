import type { Admission } from '../../contract/verdict.ts';
import { type Language, textLanguage, wordsIn } from '../language/language.ts';
import { momentInWords } from '../language/moments.ts';
import { useStation } from './station.ts';

const BOTH: readonly Language[] = ['zh-CN', 'en'];

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
export function placeOf(admission: Admission, checkpoints: readonly Place[], language: Language): string {
  const place = checkpointName(admission, checkpoints, language);
  return admission.stationName === '' ? place : `${admission.stationName} · ${place}`;
}

function checkpointName(
  { checkpoint }: Admission,
  checkpoints: readonly Place[],
  language: Language,
): string {
  return checkpoints.find((place) => place.id === checkpoint)?.name[textLanguage(language)] ?? checkpoint;
}

/** The days on which a guest may come. */
export function ValidDays({ days }: { days: readonly string[] }) {
  const { event } = useStation().status;
  const shown = days.length === 0 ? [event.firstDay, event.lastDay] : days;
  return (
    <p className="verdict-fact">
      {BOTH.map((language) => (
        <span key={language} lang={language}>
          {wordsIn(language)('verdict.days', { days: daysInWords(shown, days.length === 0, language) })}
        </span>
      ))}
    </p>
  );
}

function daysInWords(days: readonly string[], isSpan: boolean, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'short', day: 'numeric' });
  const words = days.map((day) => format.format(new Date(`${day}T00:00:00Z`)));
  if (isSpan) return [...new Set(words)].join(' – ');
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
}
