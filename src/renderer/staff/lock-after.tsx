import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../contract/failure.ts';
import { useDeskCore } from '../core/desk-core.ts';
import { currentLanguage, type Language } from '../language/language.ts';
import { ChooseOne } from '../look/choose-one.tsx';
import { FailureLine } from '../look/failure-line.tsx';

const MINUTES = [1, 2, 5, 10, 30] as const;
const NEVER = 'never';

/** After how long without any input the window locks. */
export function LockAfter({ seconds, onChange }: { seconds: number | null; onChange: () => void }) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const [failure, setFailure] = useState<Failure | null>(null);
  const language = currentLanguage();
  const offered = new Set(MINUTES.map((minutes) => minutes * 60));
  if (seconds !== null) offered.add(seconds);
  const items = [...offered]
    .sort((a, b) => a - b)
    .map((choice) => ({ id: String(choice), label: inWords(choice, language) }));

  async function choose(id: string) {
    const lockAfterSeconds = id === NEVER ? null : Number(id);
    const answer = await core.ask((client, options) => client.setup.configure({ lockAfterSeconds }, options));
    setFailure(answer.ok ? null : answer.failure);
    onChange();
  }

  return (
    <>
      <ChooseOne
        label={t('staff.lockAfter')}
        value={seconds === null ? NEVER : String(seconds)}
        items={[...items, { id: NEVER, label: t('staff.lockNever') }]}
        onChange={(id) => void choose(id)}
      />
      <FailureLine failure={failure} />
    </>
  );
}

/** `5 minutes`, or seconds where somebody chose so by the command line. */
function inWords(seconds: number, language: Language): string {
  const isWhole = seconds % 60 === 0;
  const [value, unit] = isWhole ? ([seconds / 60, 'minute'] as const) : ([seconds, 'second'] as const);
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
