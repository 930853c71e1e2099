import { useEffect, useRef, useState } from 'react';
import { Button, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../contract/failure.ts';
import { failureSentence } from '../../contract/failure-sentences.ts';
import type { DeskSession } from '../../contract/staff.ts';
import { useAlertSound } from '../alert/use-alert-sound.ts';
import { LONG_CALL_LIMIT_MS } from '../core/core-connection.ts';
import { useDeskCore } from '../core/desk-core.ts';
import { FAILURE_MANNER } from '../desk/outcome.ts';
import { changeLanguage, otherLanguage, textLanguage, wordsIn } from '../language/language.ts';
import { Mark } from '../look/marks.tsx';
import { PinPad } from '../look/pin-pad.tsx';
import { listenForScans } from '../scanner/listen-for-scans.ts';
import { useSounds } from '../sound/use-sounds.ts';

const LAST_NAME_KEY = 'staff-name';
/** How long it stands that a scan was refused. */
const REFUSED_MS = 6_000;

/** Over the whole window while nobody is signed in: choose your name, type your PIN. A scan lets nobody in. */
export function LockScreen({ session }: { session: Extract<DeskSession, { state: 'locked' }> }) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const { event, stationName, staff, refusedScan, waiting } = session;
  const [chosen, setChosen] = useState(() => localStorage.getItem(LAST_NAME_KEY));
  const field = useRef<HTMLInputElement>(null);
  const isScanRefused = useRefusedScan(refusedScan);
  useAlertSound(waiting.join(' '));
  const person = staff.find(({ name }) => name === chosen) ?? (staff.length === 1 ? staff[0] : undefined);

  async function signIn(name: string, pin: string): Promise<Failure | null> {
    const answer = await core.ask(
      (client, options) => client.session.signIn({ name, pin }, options),
      LONG_CALL_LIMIT_MS,
    );
    if (!answer.ok) return answer.failure;
    localStorage.setItem(LAST_NAME_KEY, name);
    return null;
  }

  return (
    <div className="lock" data-screen="locked">
      <header className="desk-header">
        <div className="desk-place">
          <b>{event[textLanguage()]}</b>
          <span dir="auto">{stationName}</span>
        </div>
        <Button
          className="button lock-language"
          onPress={() => {
            changeLanguage(otherLanguage(), true);
            field.current?.focus();
          }}
        >
          <span lang={otherLanguage()}>{t('language.other')}</span>
        </Button>
      </header>
      <div className="lock-news" role="alert">
        {waiting.length > 0 && (
          <p data-alert="waiting">
            <Mark name="person" />
            <span>
              <span lang="zh-CN">{wordsIn('zh-CN')('staff.lock.waiting')}</span>{' '}
              <span lang="en">{wordsIn('en')('staff.lock.waiting')}</span>
            </span>
          </p>
        )}
        {isScanRefused && (
          <p data-refused="scan">
            <Mark name="warning" />
            <span>
              <span lang="zh-CN">{failureSentence({ code: 'signed-out', details: {} }, 'zh')}</span>{' '}
              <span lang="en">{failureSentence({ code: 'signed-out', details: {} }, 'en')}</span>
            </span>
          </p>
        )}
      </div>
      <main className="lock-main">
        <section className="lock-who">
          <h1>
            <Mark name="lock" /> {t('staff.lock.title')}
          </h1>
          <p className="lock-hint">{t('staff.lock.hint')}</p>
          <ToggleButtonGroup
            className="lock-names"
            aria-label={t('staff.lock.names')}
            orientation="vertical"
            selectedKeys={person === undefined ? [] : [person.name]}
            disallowEmptySelection
          >
            {staff.map(({ name, role }) => (
              <ToggleButton
                key={name}
                id={name}
                className="lock-name"
                onPress={() => {
                  setChosen(name);
                  // Whose pad it is already, it does not take the focus by itself.
                  field.current?.focus();
                }}
              >
                <bdi>{name}</bdi>
                <small>{t(`staff.role.${role}`)}</small>
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        </section>
        <section className="lock-pin" aria-label={t('staff.lock.pin')}>
          {person === undefined ? (
            <p className="lock-choose">{t('staff.lock.choose')}</p>
          ) : (
            <PinPad
              // Another person's dots and refusals are not theirs.
              key={person.name}
              field={field}
              label={t('staff.lock.pinOf', { name: person.name })}
              enter={t('staff.lock.signIn')}
              onPin={(pin) => signIn(person.name, pin)}
            />
          )}
        </section>
      </main>
    </div>
  );
}

/** Whether a scan was refused just now: of the scanner that types, which reaches no field, or of a serial one. */
function useRefusedScan(refusedSerial: string | null): boolean {
  const [typed, setTyped] = useState(0);
  const [isShown, setIsShown] = useState(false);
  const sounds = useSounds();
  useEffect(() => listenForScans(() => setTyped((count) => count + 1)), []);
  useEffect(() => {
    if (typed === 0 && refusedSerial === null) return;
    sounds.play(FAILURE_MANNER.sound);
    setIsShown(true);
    const timer = window.setTimeout(() => setIsShown(false), REFUSED_MS);
    return () => window.clearTimeout(timer);
  }, [typed, refusedSerial, sounds]);
  return isShown;
}
