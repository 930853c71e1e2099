import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Failure, Result } from '../../contract/failure.ts';
import { FailureLine } from '../look/failure-line.tsx';

interface UndoQuestionProps {
  readonly question: string;
  readonly onUndo: () => Promise<Result<unknown>>;
  readonly onKeep: () => void;
}

/** Asks in the same place where the button was; keeping is what Enter does, so that no scan can take back. */
export function UndoQuestion({ question, onUndo, onKeep }: UndoQuestionProps) {
  const { t } = useTranslation();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function undo() {
    setIsBusy(true);
    const answer = await onUndo();
    setIsBusy(false);
    if (!answer.ok) setFailure(answer.failure);
  }

  return (
    <fieldset className="undo-question" aria-label={question}>
      {failure === null ? <span dir="auto">{question}</span> : <FailureLine failure={failure} />}
      <Button className="button danger" isDisabled={isBusy} onPress={() => void undo()}>
        {t('undo.confirm')}
      </Button>
      <Button className="button" autoFocus onPress={onKeep}>
        {t('undo.cancel')}
      </Button>
    </fieldset>
  );
}

interface UndoButtonProps {
  readonly onUndo: () => Promise<Result<unknown>>;
  /** What the button is for, where it stands among others. */
  readonly label: string;
}

/** Takes something back, after asking in the same place. */
export function UndoButton({ onUndo, label }: UndoButtonProps) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  if (isAsking)
    return (
      <UndoQuestion
        question={t('guest.takeBack')}
        onUndo={async () => {
          const answer = await onUndo();
          if (answer.ok) setIsAsking(false);
          return answer;
        }}
        onKeep={() => setIsAsking(false)}
      />
    );
  return (
    <Button className="button small" aria-label={label} onPress={() => setIsAsking(true)}>
      {t('undo.open')}
    </Button>
  );
}
