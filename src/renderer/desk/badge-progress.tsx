import { PDF_FOLDER_PRINTER, type PrintJob } from '../../contract/print.ts';
import { currentLanguage, wordsIn } from '../language/language.ts';
import { badgeWord, printerName, remedy } from './badge-words.ts';
import { useMovedBadges, useStation } from './station.ts';

const PROGRESS: Record<PrintJob['state'], number> = {
  queued: 12,
  rendered: 40,
  spooled: 70,
  printed: 100,
  stuck: 0,
  cancelled: 0,
  superseded: 0,
};

/** The badge of the guest in front, on its way to paper, and what to do when it does not come. */
export function BadgeProgress({ job: id }: { job: string }) {
  const { status } = useStation();
  const job = useMovedBadges().get(id);
  const now = { state: job?.state ?? 'queued', reason: job?.reason ?? null };
  const todo = remedy(now, currentLanguage());
  return (
    <div className="badge-progress" data-badge={now.state}>
      <span className="badge-word">
        <span lang="zh-CN">{badgeWord(now, 'zh-CN')}</span> <span lang="en">{badgeWord(now, 'en')}</span>
        {todo !== '' && <small>{todo}</small>}
      </span>
      {PROGRESS[now.state] > 0 && (
        <span
          className="bar"
          role="progressbar"
          aria-label={badgeWord({ ...now, reason: null }, 'en')}
          aria-valuenow={PROGRESS[now.state]}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <i style={{ width: `${PROGRESS[now.state]}%` }} />
        </span>
      )}
      <BadgePrinter printer={job?.printer ?? status.printing.printer} movedFrom={job?.movedFrom ?? null} />
    </div>
  );
}

/** Where the badge comes out; loud when that is not where the last one did. */
function BadgePrinter({ printer, movedFrom }: { printer: string; movedFrom: string | null }) {
  const name = (
    <>
      {printer === PDF_FOLDER_PRINTER && printerName(printer, 'zh-CN')} {printerName(printer, 'en')}
    </>
  );
  if (movedFrom === null) return <span className="badge-printer">{name}</span>;
  return (
    <strong className="badge-printer" data-moved="true">
      {wordsIn('zh-CN')('badge.moved')} {wordsIn('en')('badge.moved')} {name}
    </strong>
  );
}
