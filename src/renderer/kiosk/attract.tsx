import { useRef } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Event } from '../../contract/event.ts';
import { CameraPicture } from '../camera/camera-picture.tsx';
import { useCamera } from '../camera/use-camera.ts';
import { changeLanguage, currentLanguage, otherLanguage, textLanguage } from '../language/language.ts';
import { Both } from './both.tsx';

interface AttractProps {
  readonly event: Event;
  /** Under an answer it stays, so that the camera goes on and the next guest can scan at once. */
  readonly isHidden: boolean;
  readonly onCode: (code: string) => void;
}

export function Attract({ event, isHidden, onCode }: AttractProps) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const camera = useCamera({ video, kinds: event.ticketCodes, onCode, isAlone: true });
  const isSeeing = camera.state === 'starting' || camera.state === 'running';
  const first = textLanguage();
  const second = textLanguage(otherLanguage());
  return (
    <section className="attract" data-screen="attract" aria-hidden={isHidden} inert={isHidden}>
      <header>
        <p className="kiosk-event">{event.name[first]}</p>
        <p className="kiosk-event-second">{event.name[second]}</p>
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
          {!isSeeing && <Both as="p" word="kiosk.holdScanner" />}
        </div>
        {isSeeing && <Both as="p" word="kiosk.hold" />}
      </div>
      <footer>
        <Button
          className="kiosk-button"
          onPress={() => changeLanguage(otherLanguage(currentLanguage()), false)}
        >
          <span lang={otherLanguage()}>{t('language.other')}</span>
        </Button>
      </footer>
    </section>
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
