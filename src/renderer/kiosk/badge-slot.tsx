import { useTranslation } from 'react-i18next';
import type { PrintState } from '../../contract/print.ts';
import type { BadgeStage } from './badge-stage.ts';
import { Both } from './both.tsx';

/** How much of the badge is out, in per cent, by what the print ledger knows. */
const OUT: Partial<Record<PrintState, number>> = { queued: 8, rendered: 32, spooled: 64, printed: 100 };

interface BadgeSlotProps {
  readonly stage: Exclude<BadgeStage, 'none'>;
  readonly state: PrintState;
}

/** The badge on its way: it comes out of its slot as far as the ledger says. */
export function BadgeSlot({ stage, state }: BadgeSlotProps) {
  const { t } = useTranslation();
  if (stage === 'at-desk') {
    return (
      <div className="badge-words" data-badge="at-desk">
        <Both as="p" word="kiosk.badge.stuck" />
      </div>
    );
  }
  const out = OUT[state] ?? 0;
  return (
    <div className="badge-words" data-badge={state}>
      <Both as="p" word={stage === 'printed' ? 'kiosk.badge.printed' : 'kiosk.badge.printing'} />
      <div
        className="badge-slot"
        data-stage={stage}
        role="progressbar"
        aria-label={t('kiosk.badge.printing')}
        aria-valuenow={out}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span className="badge-way">
          <span className="badge-card" style={{ transform: `translateY(${out - 100}%)` }}>
            <i />
            <i />
            <i />
          </span>
        </span>
      </div>
    </div>
  );
}
