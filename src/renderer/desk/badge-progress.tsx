import { PDF_FOLDER_PRINTER, type PrintJob } from '../../contract/print.ts';
import { type Language, wordsIn } from '../language/language.ts';
import { useStation } from './station.ts';

const PROGRESS: Record<PrintJob['state'], number> = {
  queued: 12,
  rendered: 40,
  spooled: 70,
  printed: 100,
  stuck: 0,
  cancelled: 0,
  superseded: 0,
};

/** The badge of the guest in front, on its way to paper. */
export function BadgeProgress({ job: id }: { job: string }) {
  const { status, jobs } = useStation();
  const job = jobs.get(id);
  const state = job?.state ?? 'queued';
  const printer = job?.printer ?? status.printer.name;
  return (
    <div className="badge-progress" data-badge={state}>
      <span className="badge-word">
        {badgeWord(state, job?.reason ?? null, 'zh-CN')} {badgeWord(state, job?.reason ?? null, 'en')}
      </span>
      {PROGRESS[state] > 0 && (
        <span
          className="bar"
          role="progressbar"
          aria-label={badgeWord(state, null, 'en')}
          aria-valuenow={PROGRESS[state]}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <i style={{ width: `${PROGRESS[state]}%` }} />
        </span>
      )}
      <span className="badge-printer">
        {printer === PDF_FOLDER_PRINTER && printerName(printer, 'zh-CN')} {printerName(printer, 'en')}
      </span>
    </div>
  );
}

/** What a badge is doing, with the reason where it is stuck. */
export function badgeWord(state: PrintJob['state'], reason: PrintJob['reason'], language: Language): string {
  const words = wordsIn(language);
  if (state === 'printed') return words('badge.printed');
  if (state === 'cancelled' || state === 'superseded') return words(`badge.${state}`);
  if (state !== 'stuck') return words('badge.printing');
  const colon = language === 'en' ? ': ' : '：';
  return reason === null ? words('badge.stuck') : words('badge.stuck') + colon + words(`reason.${reason}`);
}

/** The PDF folder is no printer that a person could look for: it is called what it is. */
export function printerName(name: string, language: Language): string {
  return name === PDF_FOLDER_PRINTER ? wordsIn(language)('printer.pdf-folder') : name;
}
