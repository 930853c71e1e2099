import { useTranslation } from 'react-i18next';
import type { StationStatus } from '../../contract/status.ts';
import { currentLanguage } from '../language/language.ts';
import { useNow } from '../look/use-now.ts';

const CLOCK_MS = 5_000;
const MINUTE_MS = 60_000;

/** How fast guests come in, over the last five minutes; it falls by itself when nobody comes. */
export function Pulse({ pulse, clockOffsetMs }: Pick<StationStatus, 'pulse' | 'clockOffsetMs'>) {
  const { t } = useTranslation();
  const now = useNow(CLOCK_MS) + (clockOffsetMs ?? 0);
  const rate = new Intl.NumberFormat(currentLanguage(), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(arrivalsPerMinute(pulse, now));
  return (
    <span data-count="pulse">
      {t('pulse.before')} <b>{rate}</b> {t('pulse.after')}
    </span>
  );
}

/** Guests for each of the minutes that were counted; what was told some minutes ago has partly passed since. */
export function arrivalsPerMinute({ at, minutes }: StationStatus['pulse'], nowMs: number): number {
  const passed = Math.max(0, Math.floor((nowMs - Date.parse(at)) / MINUTE_MS));
  const counted = minutes.slice(0, Math.max(0, minutes.length - passed));
  return counted.reduce((sum, count) => sum + count, 0) / minutes.length;
}
