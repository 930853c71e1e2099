import { useState } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../contract/failure.ts';
import type { PrintJob } from '../../contract/print.ts';
import type { Registration } from '../../contract/registration.ts';
import type { Admission } from '../../contract/verdict.ts';
import { useDeskCore } from '../core/desk-core.ts';
import { currentLanguage } from '../language/language.ts';
import { momentInWords } from '../language/moments.ts';
import { FailureLine } from '../look/failure-line.tsx';
import { badgeWord, printerName } from './badge-progress.tsx';
import { nameOf } from './person.ts';
import { useStation } from './station.ts';
import { placeOf } from './verdict-facts.tsx';

/** A badge that somebody wants once more, with what is known of the first one. */
export interface Reprint {
  readonly registration: Registration;
  readonly admission: Admission;
  readonly lastJob: PrintJob | null;
}

/** Asks before a second badge is made, and says when and where the first one was. */
export function PrintAgain({ reprint, onClose }: { reprint: Reprint; onClose: () => void }) {
  const { t } = useTranslation();
  const [sent, setSent] = useState<PrintJob | null>(null);
  return (
    <ModalOverlay className="backdrop" isOpen isDismissable onOpenChange={onClose}>
      <Modal>
        <Dialog className="dialog" role="alertdialog">
          <Heading slot="title" level={2}>
            {t('reprint.title')}
          </Heading>
          {sent === null ? (
            <Question reprint={reprint} onSent={setSent} onClose={onClose} />
          ) : (
            <Sent job={sent} onClose={onClose} />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface QuestionProps {
  readonly reprint: Reprint;
  readonly onSent: (job: PrintJob) => void;
  readonly onClose: () => void;
}

function Question({ reprint, onSent, onClose }: QuestionProps) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isSending, setIsSending] = useState(false);
  const words = useWhatWasPrinted(reprint);

  async function print() {
    setIsSending(true);
    const { id } = reprint.registration;
    const answer = await core.ask((client, options) => client.printBadge({ registration: id }, options));
    setIsSending(false);
    if (answer.ok) onSent(answer.value);
    else setFailure(answer.failure);
  }

  return (
    <>
      <p>{words}</p>
      <FailureLine failure={failure} />
      <div className="dialog-actions">
        <Button className="button" autoFocus onPress={onClose}>
          {t('reprint.cancel')}
        </Button>
        <Button className="button primary" isDisabled={isSending} onPress={() => void print()}>
          {t('reprint.confirm')}
        </Button>
      </div>
    </>
  );
}

/** The second badge on its way: what it is doing now, not only that it was asked for. */
function Sent({ job, onClose }: { job: PrintJob; onClose: () => void }) {
  const { t } = useTranslation();
  const now = useStation().jobs.get(job.id) ?? job;
  return (
    <>
      <p role="status" data-badge={now.state}>
        {badgeWord(now.state, now.reason, currentLanguage())} · {printerName(now.printer, currentLanguage())}
      </p>
      <div className="dialog-actions">
        <Button className="button primary" autoFocus onPress={onClose}>
          {t('reprint.close')}
        </Button>
      </div>
    </>
  );
}

function useWhatWasPrinted({ registration, admission, lastJob }: Reprint): string {
  const { t } = useTranslation();
  const { event } = useStation().status;
  const language = currentLanguage();
  const name = nameOf(registration) || t('verdict.nameless');
  const moment = (instant: string) => momentInWords(instant, event.timeZone, language, Date.now());
  if (lastJob === null) {
    const where = placeOf(admission, event.checkpoints, language);
    return t('reprint.before.admitted', { name, when: moment(admission.at), where });
  }
  const printer = printerName(lastJob.printer, language);
  return lastJob.state === 'printed'
    ? t('reprint.before.printed', { name, when: moment(lastJob.changedAt), printer })
    : t('reprint.before.open', { name, when: moment(lastJob.requestedAt), printer });
}
