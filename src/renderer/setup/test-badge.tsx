import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../contract/failure.ts';
import type { PrintJob } from '../../contract/print.ts';
import { useDeskCore } from '../core/desk-core.ts';
import { badgeWord, printerName, remedy } from '../desk/badge-words.ts';
import { useMovedBadges } from '../desk/station.ts';
import { currentLanguage } from '../language/language.ts';
import { FailureLine } from '../look/failure-line.tsx';

/** Prints a sheet that shows edges, sizes and code, and says how it gets on. */
export function TestBadge({ printer }: { printer: string }) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const moved = useMovedBadges();
  const [sent, setSent] = useState<PrintJob | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const language = currentLanguage();
  const now = sent === null ? null : (moved.get(sent.id) ?? sent);

  async function print() {
    const answer = await core.ask((client, options) => client.badge.test({ printer }, options));
    setSent(answer.ok ? answer.value : null);
    setFailure(answer.ok ? null : answer.failure);
  }

  return (
    <div className="test-badge">
      <Button className="button" onPress={() => void print()}>
        {t('setup.printing.test')}
      </Button>
      <p role="status" data-badge={now?.state}>
        {now !== null && (
          <>
            {badgeWord(now, language)} · <bdi>{printerName(now.printer, language)}</bdi>
            {now.reason !== null && <small className="remedy">{remedy(now, language)}</small>}
          </>
        )}
      </p>
      <FailureLine failure={failure} />
    </div>
  );
}
