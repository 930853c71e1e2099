import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type BadgeReason, BadgeReasonSchema } from '../../contract/op.ts';
import type { PrintJob } from '../../contract/print.ts';
import type { Registration } from '../../contract/registration.ts';
import { currentLanguage } from '../language/language.ts';
import { momentInWords } from '../language/moments.ts';
import { ClosableDialog } from '../look/closable-dialog.tsx';
import { FailureLine } from '../look/failure-line.tsx';
import { badgeWord, printerName, remedy } from './badge-words.ts';
import { nameOf } from './person.ts';
import { useMovedBadges, useStation } from './station.ts';
import type { BadgeBefore, Print } from './use-print.ts';

interface PrintDialogProps {
  readonly print: Print;
  readonly onAgain: (reason: BadgeReason) => Promise<void>;
  readonly onClose: () => void;
}

/** A badge printed by hand: asks before a second one, and says where the first one was; then how it gets on. */
export function PrintDialog({ print, onAgain, onClose }: PrintDialogProps) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);

  async function again(reason: BadgeReason) {
    setIsAsking(true);
    await onAgain(reason);
    setIsAsking(false);
  }

  return (
    <ClosableDialog
      name="print-dialog"
      title={print.step === 'question' ? t('reprint.title') : t('reprint.badgeOf', { name: nameIn(print) })}
      role="alertdialog"
      closing={print.step === 'question' ? t('reprint.cancel') : t('reprint.close')}
      onClose={onClose}
    >
      {print.step === 'question' && (
        <>
          <WhatWasPrinted registration={print.registration} before={print.before} />
          <FailureLine failure={print.failure} />
          <Reasons isBusy={isAsking} onReason={(reason) => void again(reason)} />
        </>
      )}
      {print.step === 'sent' && <Sent job={print.job} />}
      {print.step === 'refused' && <FailureLine failure={print.failure} />}
    </ClosableDialog>
  );

  function nameIn({ registration }: Print): string {
    return nameOf(registration) || t('verdict.nameless');
  }
}

function WhatWasPrinted({ registration, before }: { registration: Registration; before: BadgeBefore }) {
  const { t } = useTranslation();
  const { status } = useStation();
  const moved = useMovedBadges();
  const { event } = status;
  const language = currentLanguage();
  const { station, generation } = before;
  const { state, at, printer } = asOfNow(before, moved.get(before.job));
  const facts = {
    name: nameOf(registration) || t('verdict.nameless'),
    when: momentInWords(at, event.timeZone, language, Date.now()),
    printer: printerName(printer, language),
    station,
  };
  return (
    <div data-before={state}>
      <p>{t(`reprint.before.${state}`, facts)}</p>
      {generation > 1 && <p>{t('reprint.count', { count: generation })}</p>}
      <p>{t('reprint.why')}</p>
    </div>
  );
}

/** It may come out while a person thinks about it. */
function asOfNow(before: BadgeBefore, job: PrintJob | undefined): BadgeBefore {
  if (job?.state !== 'printed') return before;
  return { ...before, state: 'printed', at: job.changedAt, printer: job.printer };
}

/** One tap: the reason prints. */
function Reasons({ isBusy, onReason }: { isBusy: boolean; onReason: (reason: BadgeReason) => void }) {
  const { t } = useTranslation();
  return (
    <div className="reasons">
      {BadgeReasonSchema.options.map((reason) => (
        <Button
          key={reason}
          className="button"
          data-reason={reason}
          isDisabled={isBusy}
          onPress={() => onReason(reason)}
        >
          {t(`reprint.reason.${reason}`)}
        </Button>
      ))}
    </div>
  );
}

/** What the badge is doing now, not only that it was asked for. */
function Sent({ job }: { job: PrintJob }) {
  const now = useMovedBadges().get(job.id) ?? job;
  const language = currentLanguage();
  return (
    <p role="status" data-badge={now.state}>
      {badgeWord(now, language)} · {printerName(now.printer, language)}
      {now.reason !== null && <small className="remedy">{remedy(now, language)}</small>}
    </p>
  );
}
