import { useCallback, useEffect, useRef, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Via } from '../../contract/op.ts';
import type { KioskAnswer } from '../../contract/window-contract.ts';
import { useCoreLine } from '../core/desk-core.ts';
import { changeLanguage, firstLanguage } from '../language/language.ts';
import { listenForScans } from '../scanner/listen-for-scans.ts';
import type { Heard } from '../scanner/wedge-decoder.ts';
import { Sounds } from '../sound/sounds.ts';
import { Goodbye, ScanAgain, SeeDesk, Welcome } from './answer-screens.tsx';
import { Attract } from './attract.tsx';
import { type KioskCore, useKioskNews } from './kiosk-core.ts';

/** How long an answer stands before the kiosk is ready for the next guest. */
const ANSWER_MS = 8_000;
/** How long a language chosen by touch stands while nobody scans. */
const LANGUAGE_MS = 30_000;

/** A kiosk says one thing a screen: show your code, welcome, or please see the desk. */
export function KioskRoot({ core }: { core: KioskCore }) {
  const { i18n } = useTranslation();
  const { state } = useCoreLine(core);
  const { answer, scan, hear, tell } = useKioskScans(core);
  const { event, badges } = useKioskNews(core, tell);
  useFirstLanguageAgain(answer);
  useEffect(() => listenForScans(hear), [hear]);
  const onCameraCode = useCallback((code: string) => scan(code, 'camera'), [scan]);
  return (
    <I18nProvider locale={i18n.language}>
      <main className="kiosk">
        {event !== null && <Attract event={event.event} isHidden={answer !== null} onCode={onCameraCode} />}
        {event === null && <SeeDesk isAway />}
        {answer?.outcome === 'welcome' && (
          <Welcome
            answer={answer}
            badge={answer.printJob === null ? null : (badges.get(answer.printJob) ?? 'queued')}
          />
        )}
        {answer?.outcome === 'goodbye' && <Goodbye />}
        {answer?.outcome === 'scan-again' && <ScanAgain />}
        {answer?.outcome === 'see-desk' && <SeeDesk isAway={state === 'restarting'} />}
      </main>
    </I18nProvider>
  );
}

/** What the guest is told: the core's answer, or that the scan could not be read. */
type Told = KioskAnswer | { readonly outcome: 'scan-again' };

/** The answer to the last scan while it stands. Everything but a welcome, a failure too, is "see the desk". */
function useKioskScans(core: KioskCore) {
  const [answer, setAnswer] = useState<Told | null>(null);
  const last = useRef<Promise<void>>(Promise.resolve());
  const sounds = useRef<Sounds | null>(null);
  useEffect(() => {
    sounds.current = new Sounds();
    sounds.current.load();
  }, []);
  const tell = useCallback((next: Told) => {
    setAnswer(next);
    const isGood = next.outcome === 'welcome' || next.outcome === 'goodbye';
    sounds.current?.play(isGood ? 'admit' : 'again');
  }, []);
  const scan = useCallback(
    (code: string, via: Via) => {
      last.current = last.current.then(async () => {
        const result = await core.ask((client, options) => client.scan({ code, via }, options));
        tell(result.ok ? result.value : { outcome: 'see-desk' });
      });
    },
    [core, tell],
  );
  const hear = useCallback(
    (heard: Heard) => {
      if (heard.kind === 'code') return scan(heard.text, 'scanner');
      last.current = last.current.then(() => tell({ outcome: 'scan-again' }));
    },
    [scan, tell],
  );
  useEffect(() => {
    if (answer === null) return;
    const timer = window.setTimeout(() => setAnswer(null), ANSWER_MS);
    return () => window.clearTimeout(timer);
  }, [answer]);
  return { answer, scan, hear, tell };
}

/** The next guest finds the kiosk as the first one did: a chosen language ends with the answer, or when nobody scans. */
function useFirstLanguageAgain(answer: Told | null): void {
  const { i18n } = useTranslation();
  const hadAnswer = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each choice of a language starts its time anew
  useEffect(() => {
    if (answer !== null) {
      hadAnswer.current = true;
      return;
    }
    if (hadAnswer.current) changeLanguage(firstLanguage(), false);
    hadAnswer.current = false;
    const timer = window.setTimeout(() => changeLanguage(firstLanguage(), false), LANGUAGE_MS);
    return () => window.clearTimeout(timer);
  }, [answer, i18n.language]);
}
