import { useState } from 'react';
import { Button, Label, Radio, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../contract/failure.ts';
import { failureSentence } from '../../contract/failure-sentences.ts';
import type { Backup, Recovery } from '../../contract/status.ts';
import { LONG_CALL_LIMIT_MS } from '../core/core-connection.ts';
import { useDeskCore } from '../core/desk-core.ts';
import { currentLanguage, textLanguage } from '../language/language.ts';
import { count } from '../language/moments.ts';
import { FailureLine } from '../look/failure-line.tsx';

const BACKUPS_SHOWN = 5;

interface RecoveryScreenProps {
  readonly damage: Extract<Recovery, { state: 'damaged' }>;
  readonly onRestored: () => void;
}

/** Shown when the database cannot be read: says which file is kept, and puts a backup back when a person says so. */
export function RecoveryScreen({ damage, onRestored }: RecoveryScreenProps) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const backups = [...damage.backups].sort((a, b) => b.at.localeCompare(a.at)).slice(0, BACKUPS_SHOWN);
  const [chosen, setChosen] = useState(backups[0]?.file ?? null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isRestoring, setIsRestoring] = useState(false);

  async function restore(file: string) {
    setIsRestoring(true);
    const answer = await core.ask(
      (client, options) => client.recovery.restore({ file }, options),
      LONG_CALL_LIMIT_MS,
    );
    setIsRestoring(false);
    if (answer.ok) onRestored();
    else setFailure(answer.failure);
  }

  return (
    <main className="recovery" data-screen="recovery">
      <section className="card">
        <h1>{t('recovery.title')}</h1>
        <p>{failureSentence(damage.failure, textLanguage())}</p>
        {chosen === null ? (
          <p className="trouble">{t('recovery.none')}</p>
        ) : (
          <>
            <p>{t('recovery.offer')}</p>
            <RadioGroup className="choices" value={chosen} onChange={setChosen}>
              <Label>{t('recovery.choose')}</Label>
              {backups.map((backup) => (
                <Radio key={backup.file} value={backup.file} className="choice">
                  <BackupWords backup={backup} />
                </Radio>
              ))}
            </RadioGroup>
            <Button className="button primary" isDisabled={isRestoring} onPress={() => void restore(chosen)}>
              {isRestoring ? t('recovery.restoring') : t('recovery.restore')}
            </Button>
          </>
        )}
        <FailureLine failure={failure} />
      </section>
    </main>
  );
}

/** The computer's own clock: the event's is in the database that cannot be read. */
function BackupWords({ backup }: { backup: Backup }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  return (
    <span>
      {t('recovery.backup', { when: format.format(new Date(backup.at)), count: count(backup.ops, language) })}
    </span>
  );
}
