import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../language/language.ts';
import { durationInWords, momentInWords } from '../language/moments.ts';
import { Mark } from '../look/marks.tsx';
import { useNow } from '../look/use-now.ts';
import { useStation } from './station.ts';

/** A clock that is further out than this is told to the people at the desk. */
const TOLERATED_MS = 120_000;
const LOOK_MS = 1_000;

/** Says that the clock of this computer is wrong, by how much, and what time it is. */
export function ClockWarning() {
  const { t } = useTranslation();
  const { clockOffsetMs, event } = useStation().status;
  const now = useNow(LOOK_MS);
  if (clockOffsetMs === null || Math.abs(clockOffsetMs) <= TOLERATED_MS) return null;
  const language = currentLanguage();
  const instant = new Date(now + clockOffsetMs).toISOString();
  const right = momentInWords(instant, event.timeZone, language, now);
  const by = durationInWords(Math.abs(clockOffsetMs), language);
  return (
    <section className="clock-warning" aria-label={t('clock.label')}>
      <Mark name="alert" />
      {t(clockOffsetMs > 0 ? 'clock.slow' : 'clock.fast', { by, right })}
    </section>
  );
}
