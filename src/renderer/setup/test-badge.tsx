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

/** Prints a sheet that shows edges, sizes and code at each of the printers, and says how they get on. */
export function TestBadge({ printers }: { printers: readonly string[] }) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const [sent, setSent] = useState<readonly PrintJob[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function print() {
    const answers = await Promise.all(
      printers.map((printer) => core.ask((client, options) => client.badge.test({ printer }, options))),
    );
    setSent(answers.flatMap((answer) => (answer.ok ? [answer.value] : [])));
    const refusal = answers.find((answer) => !answer.ok);
    setFailure(refusal === undefined ? null : refusal.failure);
  }

  return (
    <div className="test-badge">
      <Button className="button" onPress={() => void print()}>
        {t(printers.length > 1 ? 'setup.printing.testEach' : 'setup.printing.test')}
      </Button>
      <div role="status">
        {sent.map((job) => (
          <TestProgress key={job.id} sent={job} />
        ))}
      </div>
      <FailureLine failure={failure} />
    </div>
  );
}

function TestProgress({ sent }: { sent: PrintJob }) {
  const now = useMovedBadges().get(sent.id) ?? sent;
  const language = currentLanguage();
  return (
    <p data-badge={now.state}>
      {badgeWord(now, language)} · <bdi>{printerName(now.printer, language)}</bdi>
      {now.reason !== null && <small className="remedy">{remedy(now, language)}</small>}
    </p>
  );
}
