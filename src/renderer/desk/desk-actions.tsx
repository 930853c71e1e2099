import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../contract/failure.ts';
import type { Registration } from '../../contract/registration.ts';
import type { ScanResult } from '../../contract/verdict.ts';
import { AltKey, useAltKey } from './alt-keys.tsx';
import type { Outcome } from './outcome.ts';
import { nameOf } from './person.ts';
import { useStation } from './station.ts';
import { UndoQuestion } from './undo-question.tsx';

interface DeskActionsProps {
  readonly outcome: Outcome | null;
  readonly onPrint: (registration: Registration) => void;
  readonly onUndo: (result: ScanResult) => Promise<Result<unknown>>;
  readonly onCorrect: (registration: string) => void;
  readonly onWalkIn: () => void;
  readonly isCameraOpen: boolean;
  readonly onCamera: () => void;
}

/** What can be done about the guest of the verdict, and for one who is on no list; each one key away. */
export function DeskActions(props: DeskActionsProps) {
  const { outcome, onPrint, onUndo, onCorrect, onWalkIn, isCameraOpen, onCamera } = props;
  const { t } = useTranslation();
  const { when } = useStation().status.printing;
  const [askedUndo, setAskedUndo] = useState<string | null>(null);
  const result = outcome?.kind === 'answer' ? outcome.result : null;
  const guest =
    outcome === null || !('registration' in outcome) ? (result?.registration ?? null) : outcome.registration;
  const letIn =
    result !== null && (result.op !== null || result.previous !== null) ? result.registration : null;
  const undoable = result?.op?.id ?? null;
  const print = when === 'never' || letIn === null ? null : () => onPrint(letIn);
  const undo = undoable === null ? null : () => setAskedUndo(undoable);
  const correct = guest === null ? null : () => onCorrect(guest.id);
  useAltKey('p', print);
  useAltKey('u', undo);
  useAltKey('e', correct);
  useAltKey('n', onWalkIn);

  // The question is about one admission: the next verdict takes it away.
  if (result !== null && undoable !== null && askedUndo === undoable)
    return (
      <div className="desk-actions">
        <UndoQuestion
          question={t('guest.takeBackOf', {
            name: result.registration === null ? '' : nameOf(result.registration),
          })}
          onUndo={() => onUndo(result)}
          onKeep={() => setAskedUndo(null)}
        />
      </div>
    );
  return (
    <div className="desk-actions">
      {when !== 'never' && (
        <Button className="button" isDisabled={print === null} onPress={() => print?.()}>
          {t(when === 'first-admission' ? 'reprint.open' : 'reprint.first')} <AltKey letter="p" />
        </Button>
      )}
      <Button className="button" data-action="undo" isDisabled={undo === null} onPress={() => undo?.()}>
        {t('undo.open')} <AltKey letter="u" />
      </Button>
      <Button
        className="button"
        data-action="correct"
        isDisabled={correct === null}
        onPress={() => correct?.()}
      >
        {t('guest.correct')} <AltKey letter="e" />
      </Button>
      <Button className="button" data-action="walk-in" onPress={() => onWalkIn()}>
        {t('walkIn.open')} <AltKey letter="n" />
      </Button>
      <Button className="button" onPress={onCamera}>
        {isCameraOpen ? t('camera.close') : t('camera.open')}
      </Button>
    </div>
  );
}
