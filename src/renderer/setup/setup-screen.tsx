import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../contract/failure.ts';
import type { StationSettings, StationStatus } from '../../contract/status.ts';
import { GuestAlerts } from '../alert/guest-alerts.tsx';
import { useDeskCore } from '../core/desk-core.ts';
import { downloadWords, importWords } from '../desk/list-words.ts';
import { useStation } from '../desk/station.ts';
import { currentLanguage } from '../language/language.ts';
import { FailureLine } from '../look/failure-line.tsx';
import { useHeardScans } from '../scanner/use-heard-scans.ts';
import type { Heard } from '../scanner/wedge-decoder.ts';
import { type Draft, draftOf } from './draft.ts';
import { ListStep } from './list-step.tsx';
import { PrinterStep } from './printer-step.tsx';
import { PrintingChoices } from './printing-choices.tsx';
import { ScannerStep } from './scanner-step.tsx';
import { SetupHeader } from './setup-header.tsx';
import { SourceStep } from './source-step.tsx';
import { StationStep } from './station-step.tsx';
import { StepList } from './step-list.tsx';
import { missingFor, type Source, STEPS, type Step } from './steps.ts';
import { TestBadge } from './test-badge.tsx';
import { useEnrolment } from './use-enrolment.ts';
import { useListImport } from './use-list-import.ts';

interface SetupScreenProps {
  readonly isFirstRun: boolean;
  readonly onStatus: (status: StationStatus) => void;
  readonly onClose: () => void;
}

/** From an empty data folder to the first scan: the event, the list, what this station is, where badges go, how the scanner is. */
export function SetupScreen({ isFirstRun, onStatus, onClose }: SetupScreenProps) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const { status } = useStation();
  const [step, setStep] = useState<Step>('source');
  const [source, setSource] = useState<Source>(status.sync.server === null ? 'alone' : 'server');
  const [changes, setChanges] = useState<Partial<Draft>>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const card = useFocusAtEachStep(step);
  const next = useRef<HTMLButtonElement>(null);
  const [enrolments, setEnrolments] = useState(0);
  const list = useListImport();
  const onEnrolled = useCallback(() => {
    // The server has said what this station is: what was chosen before counts no more.
    setChanges(({ name: _name, role: _role, checkpoint: _checkpoint, ...kept }) => kept);
    setEnrolments((before) => before + 1);
  }, []);
  useEffect(() => {
    if (enrolments > 0) next.current?.focus();
  }, [enrolments]);
  const enrolment = useEnrolment({ onStatus, onEnrolled });
  const [heard, setHeard] = useState<Heard | null>(null);
  const { take } = enrolment;
  // At any step a scan types into no field and presses no button.
  useHeardScans(
    useCallback(
      (scan: Heard) => {
        if (step === 'scanner') setHeard(scan);
        // Whoever scans the console's code wants the server, whatever is chosen.
        if (step === 'source' && take(scan)) setSource('server');
      },
      [step, take],
    ),
  );
  const draft = draftOf(status, changes);
  const steps = STEPS[source];
  const index = steps.indexOf(step);
  const isLast = index === steps.length - 1;
  const missing = missingFor(step, source, { status, draft, list });
  const change = (part: Partial<Draft>) => setChanges((before) => ({ ...before, ...part }));

  async function finish() {
    const settings: StationSettings = { ...draft, configured: true };
    const answer = await core.ask((client, options) => client.setup.configure(settings, options));
    if (!answer.ok) return setFailure(answer.failure);
    onStatus(answer.value);
    onClose();
  }

  function go(by: 1 | -1) {
    if (by === 1 && (missing !== null || enrolment.isEnrolling)) return;
    if (by === 1 && isLast) return void finish();
    setFailure(null);
    setHeard(null);
    const to = steps[index + by];
    if (to !== undefined) setStep(to);
  }

  return (
    <div className="setup" data-screen="setup">
      <SetupHeader onClose={isFirstRun ? null : onClose} />
      <GuestAlerts />
      <StepList steps={steps} step={step} />
      <main
        ref={card}
        className="card setup-card"
        data-step={step}
        tabIndex={-1}
        aria-label={t(`setup.${step}.title`)}
        onKeyDown={(event) => {
          if (isEnterToGoOn(event)) go(1);
        }}
      >
        {step === 'source' && (
          <SourceStep source={source} onSource={setSource} onStatus={onStatus} enrolment={enrolment} />
        )}
        {step === 'list' && <ListStep list={list} />}
        {step === 'station' && <StationStep draft={draft} onChange={change} />}
        {step === 'printer' && (
          <>
            <PrinterStep draft={draft} onChange={change} />
            <TestBadge printers={[draft.printer, ...draft.furtherPrinters]} />
            <PrintingChoices draft={draft} onChange={change} />
          </>
        )}
        {step === 'scanner' && <ScannerStep heard={heard} onStatus={onStatus} />}
        <FailureLine failure={failure} />
        {step !== 'list' && status.partList?.isRunning && (
          <p role="status" className="hint" data-progress="import">
            {importWords(t, status.partList, currentLanguage())}
          </p>
        )}
        {status.sync.download !== null && (
          <p role="status" className="hint" data-progress="download">
            {downloadWords(t, status.sync.download, currentLanguage())}
          </p>
        )}
      </main>
      <footer className="setup-footer">
        {index > 0 && (
          <Button className="button" onPress={() => go(-1)}>
            {t('setup.back')}
          </Button>
        )}
        <p className="hint setup-missing" role="status">
          {enrolment.isEnrolling
            ? t('setup.source.enrolling')
            : missing !== null && t(`setup.missing.${missing}`)}
        </p>
        <Button
          ref={next}
          className="button primary"
          isDisabled={missing !== null || enrolment.isEnrolling}
          onPress={() => go(1)}
        >
          {t(isLast ? 'setup.finish' : 'setup.next')}
        </Button>
      </footer>
    </div>
  );
}

/** Each step is heard of by a screen reader, begins at its top, and goes on with Enter. */
function useFocusAtEachStep(step: Step) {
  const card = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step is what it is about
  useEffect(() => {
    card.current?.focus();
    card.current?.scrollTo(0, 0);
  }, [step]);
  return card;
}

/** Enter goes on where it does nothing else: not on a button, nor in a form of its own. */
function isEnterToGoOn(event: KeyboardEvent<HTMLElement>): boolean {
  const { target } = event;
  if (event.key !== 'Enter' || event.defaultPrevented || event.nativeEvent.isComposing) return false;
  if (target === event.currentTarget) return true;
  return target instanceof HTMLInputElement && target.type !== 'file' && target.form === null;
}
