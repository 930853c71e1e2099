import { memo, useRef } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { CodeKind } from '../../contract/event.ts';
import { CameraChoice, LightSwitch, ZoomSlider } from './camera-controls.tsx';
import { CameraPicture } from './camera-picture.tsx';
import { type CameraControl, useCamera } from './use-camera.ts';

interface CameraPanelProps {
  readonly kinds: readonly CodeKind[];
  readonly onCode: (code: string) => void;
}

/** The camera of a desk: its picture, or what is wrong with it and what to do, and what can be set. */
export const CameraPanel = memo(function CameraPanel({ kinds, onCode }: CameraPanelProps) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const camera = useCamera({ video, kinds, onCode, isAlone: false });
  const { state, abilities } = camera;
  return (
    <section className="camera-panel" aria-label={t('camera.view')} data-camera={state}>
      <div className="camera-stage">
        <CameraPicture video={video} label={t('camera.view')} isMirrored={false} />
        {state === 'starting' && <p className="camera-word">{t('camera.starting')}</p>}
        {state !== 'starting' && state !== 'running' && <Trouble camera={camera} trouble={state} />}
      </div>
      <div className="camera-controls">
        {camera.cameras.length > 1 && <CameraChoice camera={camera} />}
        {abilities?.light != null && <LightSwitch isOn={abilities.light} onChange={camera.setLight} />}
        {abilities?.zoom != null && <ZoomSlider zoom={abilities.zoom} onChange={camera.setZoom} />}
      </div>
    </section>
  );
});

interface TroubleProps {
  readonly camera: CameraControl;
  readonly trouble: Exclude<CameraControl['state'], 'starting' | 'running'>;
}

function Trouble({ camera, trouble }: TroubleProps) {
  const { t } = useTranslation();
  // What is not allowed is not allowed to any of them.
  const other = trouble === 'denied' ? null : camera.other;
  return (
    <div className="camera-trouble" role="alert">
      <p>{t(`camera.trouble.${trouble}`)}</p>
      <div className="camera-ways">
        {other !== null && (
          <Button className="button" data-action="other-camera" onPress={() => camera.choose(other)}>
            <span>{t('camera.other', { camera: other.label || t('camera.unnamed', { number: '2' }) })}</span>
          </Button>
        )}
        <Button className="button" onPress={camera.tryAgain}>
          {t('camera.again')}
        </Button>
      </div>
    </div>
  );
}
