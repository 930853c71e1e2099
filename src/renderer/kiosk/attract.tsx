import { useContext, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Event } from '../../contract/event.ts';
import { CameraPicture } from '../camera/camera-picture.tsx';
import { useCamera } from '../camera/use-camera.ts';
import { currentLanguage, type Language, otherLanguage, textLanguage } from '../language/language.ts';
import { Both } from './both.tsx';
import { eventDays } from './event-days.ts';
import { type GuestChoices, GuestChoicesContext } from './guest-choices.ts';
import { KioskBar } from './kiosk-bar.tsx';
import { Picture } from './pictures.tsx';

interface AttractProps {
  readonly event: Event;
  /** Under an answer it stays, so that the camera goes on and the next guest can scan at once. */
  readonly isHidden: boolean;
  readonly onCode: (code: string) => void;
  readonly onChoose: (change: Partial<GuestChoices>) => void;
  readonly onHelp: () => void;
}

export function Attract({ event, isHidden, onCode, onChoose, onHelp }: AttractProps) {
  const { t } = useTranslation();
  const { isLarge } = useContext(GuestChoicesContext);
  const video = useRef<HTMLVideoElement>(null);
  const camera = useCamera({ video, kinds: event.ticketCodes, onCode, isAlone: true });
  const isSeeing = camera.state === 'starting' || camera.state === 'running';
  return (
    <section className="attract" data-screen="attract" aria-hidden={isHidden} inert={isHidden}>
      <header>
        <EventName event={event} language={currentLanguage()} />
        {!isLarge && <EventName event={event} language={otherLanguage()} />}
      </header>
      <div className="kiosk-middle">
        <Both as="h1" word="kiosk.show" />
        <div className="kiosk-view" data-camera={camera.state}>
          <CameraPicture
            video={video}
            label={t('camera.view')}
            isMirrored={camera.abilities?.looksAway !== true}
          />
          {isSeeing && <Corners />}
          {camera.state === 'starting' && <p className="kiosk-view-word">{t('camera.starting')}</p>}
          {!isSeeing && (
            <div className="kiosk-view-hint">
              <Picture name="hold" />
              <Both as="p" word="kiosk.holdScanner" />
            </div>
          )}
        </div>
        {isSeeing && <Both as="p" word="kiosk.hold" />}
      </div>
      <footer>
        <KioskBar onChoose={onChoose} onHelp={onHelp} />
      </footer>
    </section>
  );
}

function EventName({ event, language }: { event: Event; language: Language }) {
  return (
    <p className="kiosk-event" lang={language}>
      <span className="kiosk-event-name">{event.name[textLanguage(language)]}</span>{' '}
      <span className="kiosk-event-days">{eventDays(event, language)}</span>
    </p>
  );
}

function Corners() {
  return (
    <span className="corners" aria-hidden="true">
      <i />
      <i />
      <i />
      <i />
    </span>
  );
}
