import { create } from 'qrcode';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { StationStatus } from '../../contract/status.ts';
import { Mark } from '../look/marks.tsx';
import type { Heard } from '../scanner/wedge-decoder.ts';
import { type Lesson, learnScanner, TEST_CODE } from './learn-scanner.ts';
import { SerialPortChoice } from './serial-port-choice.tsx';

/** Quiet margin of a QR code in modules (ISO/IEC 18004). */
const MARGIN = 4;

interface ScannerStepProps {
  /** The last scan since this step was opened. */
  readonly heard: Heard | null;
  readonly onStatus: (status: StationStatus) => void;
}

/** Learns the scanner: shows a code, and says of what arrived whether it is right, and if not, what to set. */
export function ScannerStep({ heard, onStatus }: ScannerStepProps) {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('setup.scanner.question')}</h2>
      <div className="learn">
        <figure className="learn-code">
          <TestCode />
          <figcaption className="hint">{TEST_CODE}</figcaption>
          <Button className="button" onPress={() => window.print()}>
            {t('setup.scanner.print')}
          </Button>
        </figure>
        <div role="status" aria-live="polite" className="learn-answer">
          {heard === null ? <p className="hint">{t('setup.scanner.waiting')}</p> : <Answer heard={heard} />}
        </div>
      </div>
      <SerialPortChoice onStatus={onStatus} />
    </>
  );
}

function Answer({ heard }: { heard: Heard }) {
  const { t } = useTranslation();
  const lesson = learnScanner(heard);
  const isGood = lesson.kind === 'good';
  return (
    <div className={isGood ? 'lesson lesson-good' : 'lesson lesson-trouble'} data-lesson={lesson.kind}>
      <p className="lesson-word">
        <Mark name={isGood ? 'tick' : 'alert'} />
        {t(isGood ? 'setup.scanner.good' : 'setup.scanner.trouble')}
      </p>
      <Sentences lesson={lesson} />
      {heard.kind === 'code' && (
        <p className="hint">
          {t('setup.scanner.arrived')} <code className="arrived-code">{heard.text.slice(0, 100)}</code>
        </p>
      )}
    </div>
  );
}

function Sentences({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation();
  switch (lesson.kind) {
    case 'good':
      return lesson.advice.map((advice) => <p key={advice}>{t(`setup.scanner.advice.${advice}`)}</p>);
    case 'keyboard':
      return <p>{t('setup.scanner.keyboard', { country: t(`setup.scanner.country.${lesson.keyboard}`) })}</p>;
    case 'prefix':
    case 'suffix':
      return <p>{t(`setup.scanner.${lesson.kind}`, { text: lesson.text })}</p>;
    case 'case':
      return <p>{t('setup.scanner.case')}</p>;
    case 'other-code':
      return <p>{t('setup.scanner.otherCode')}</p>;
    default:
      return <p>{t(`unread.${lesson.kind}`)}</p>;
  }
}

function TestCode() {
  const { t } = useTranslation();
  const { modules } = create(TEST_CODE, { errorCorrectionLevel: 'M' });
  const size = modules.size + 2 * MARGIN;
  const dark = [...modules.data].flatMap((isDark, place) => (isDark ? [square(place, modules.size)] : []));
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={t('setup.scanner.code')}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} className="code-paper" />
      <path d={dark.join('')} className="code-ink" />
    </svg>
  );
}

function square(place: number, size: number): string {
  return `M${MARGIN + (place % size)} ${MARGIN + Math.floor(place / size)}h1v1h-1z`;
}
