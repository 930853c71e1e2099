import { useCallback, useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../contract/failure.ts';
import type { StationSettings, StationStatus } from '../../contract/status.ts';
import { useDeskCore } from '../core/desk-core.ts';
import { downloadWords } from '../desk/download-words.ts';
import { useStation } from '../desk/station.ts';
import { changeLanguage, currentLanguage, otherLanguage } from '../language/language.ts';
import { FailureLine } from '../look/failure-line.tsx';
import { listenForScans } from '../scanner/listen-for-scans.ts';
import type { Heard } from '../scanner/wedge-decoder.ts';
import type { Draft } from './draft.ts';
import { ListStep } from './list-step.tsx';
import { PrinterStep } from './printer-step.tsx';
import { PrintingChoices } from './printing-choices.tsx';
import { ScannerStep } from './scanner-step.tsx';
import { type Source, SourceStep } from './source-step.tsx';
import { StationStep } from './station-step.tsx';
import { TestBadge } from './test-badge.tsx';

type Step = 'source' | 'list' | 'station' | 'printer' | 'scanner';

const STEPS: Readonly<Record<Source, readonly Step[]>> = {
  alone: ['source', 'list', 'station', 'printer', 'scanner'],
  server: ['source', 'station', 'printer', 'scanner'],
};

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
  const draft = draftOf(status, changes);
  const heard = useScanOf(step);
  const steps = STEPS[source];
  const index = steps.indexOf(step);
  const change = (part: Partial<Draft>) => setChanges({ ...changes, ...part });

  async function finish() {
    const settings: StationSettings = { ...draft, configured: true };
    const answer = await core.ask((client, options) => client.setup.configure(settings, options));
    if (!answer.ok) return setFailure(answer.failure);
    onStatus(answer.value);
    onClose();
  }

  function go(by: 1 | -1) {
    setFailure(null);
    const next = steps[index + by];
    if (next !== undefined) setStep(next);
  }

  return (
    <div className="setup" data-screen="setup">
      <header className="setup-header">
        <h1>{t('setup.title')}</h1>
        <Button className="button quiet" onPress={() => changeLanguage(otherLanguage(), true)}>
          <span lang={otherLanguage()}>{t('language.other')}</span>
        </Button>
        {!isFirstRun && (
          <Button className="button" onPress={onClose}>
            {t('setup.close')}
          </Button>
        )}
      </header>
      <nav aria-label={t('setup.steps')}>
        <ol className="steps">
          {steps.map((name, position) => (
            <li key={name} aria-current={name === step ? 'step' : undefined} data-done={position < index}>
              {t(`setup.${name}.title`)}
            </li>
          ))}
        </ol>
      </nav>
      <main className="card setup-card" data-step={step}>
        {step === 'source' && <SourceStep source={source} onSource={setSource} onStatus={onStatus} />}
        {step === 'list' && <ListStep />}
        {step === 'station' && <StationStep draft={draft} onChange={change} />}
        {step === 'printer' && (
          <>
            <PrinterStep printer={draft.printer} onPrinter={(printer) => change({ printer })} />
            <TestBadge printer={draft.printer} />
            <PrintingChoices draft={draft} onChange={change} />
          </>
        )}
        {step === 'scanner' && <ScannerStep heard={heard} onStatus={onStatus} />}
        <FailureLine failure={failure} />
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
        {step === 'scanner' ? (
          <Button className="button primary" onPress={() => void finish()}>
            {t('setup.finish')}
          </Button>
        ) : (
          <Button
            className="button primary"
            isDisabled={!isComplete(step, source, status, draft)}
            onPress={() => go(1)}
          >
            {t('setup.next')}
          </Button>
        )}
      </footer>
    </div>
  );
}

/** The last scan since this step was opened. At any step a scan types into no field and presses no button. */
function useScanOf(step: Step): Heard | null {
  const { hearScans } = useStation();
  const [scan, setScan] = useState<{ readonly step: Step; readonly heard: Heard } | null>(null);
  const onHeard = useCallback((heard: Heard) => setScan({ step, heard }), [step]);
  useEffect(() => listenForScans(onHeard), [onHeard]);
  useEffect(
    () =>
      hearScans((read) => {
        if (read.kind === 'scan') onHeard({ kind: 'code', text: read.text, end: 'Enter', slowestMs: 0 });
      }),
    [hearScans, onHeard],
  );
  return scan?.step === step ? scan.heard : null;
}

/** What stands at the station, under what the person has chosen since. */
function draftOf(status: StationStatus, changes: Partial<Draft>): Draft {
  const { station, event, checkpoint, direction, protocolDesk, printing } = status;
  const chosen = changes.checkpoint ?? checkpoint;
  const isKnown = event.checkpoints.some((place) => place.id === chosen);
  return {
    name: changes.name ?? station.name,
    role: changes.role ?? station.role,
    checkpoint: isKnown ? chosen : (event.checkpoints[0]?.id ?? chosen),
    direction: changes.direction ?? direction,
    protocolDesk: changes.protocolDesk ?? protocolDesk,
    printer: changes.printer ?? printing.printer,
    failoverPrinter:
      changes.failoverPrinter === undefined ? printing.failoverPrinter : changes.failoverPrinter,
    printWhen: changes.printWhen ?? printing.when,
  };
}

function isComplete(step: Step, source: Source, status: StationStatus, draft: Draft): boolean {
  if (step === 'source') return source === 'alone' || status.sync.server !== null;
  if (step === 'station') return draft.name.trim() !== '';
  return true;
}
