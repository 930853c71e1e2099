import { useRef } from 'react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { CameraPicture } from './camera-picture.tsx';
import { type CameraControl, useCamera } from './use-camera.ts';

/** The camera of a desk: its picture, or what is wrong with it, and the choice of another one. */
export function CameraPanel({ onCode }: { onCode: (code: string) => void }) {
  const { t } = useTranslation();
  const picture = useRef<HTMLDivElement>(null);
  const camera = useCamera(picture, onCode);
  const isWell = camera.state === 'starting' || camera.state === 'running';
  return (
    <section className="camera-panel" aria-label={t('camera.view')} data-camera={camera.state}>
      <CameraPicture picture={picture} label={t('camera.view')} />
      {camera.state === 'starting' && <p className="camera-word">{t('camera.starting')}</p>}
      {!isWell && <CameraTroubleWords camera={camera} />}
      {camera.cameras.length > 1 && <CameraChoice camera={camera} />}
    </section>
  );
}

function CameraTroubleWords({ camera }: { camera: CameraControl }) {
  const { t } = useTranslation();
  if (camera.state === 'starting' || camera.state === 'running') return null;
  return (
    <div className="camera-trouble" role="alert">
      <p>{t(`camera.trouble.${camera.state}`)}</p>
      <Button className="button" onPress={camera.tryAgain}>
        {t('camera.again')}
      </Button>
    </div>
  );
}

function CameraChoice({ camera }: { camera: CameraControl }) {
  const { t } = useTranslation();
  const items = camera.cameras.map((item, index) => ({
    id: item.id,
    label: item.label || t('camera.unnamed', { number: String(index + 1) }),
  }));
  return (
    <Select
      className="field"
      selectedKey={camera.chosen ?? items[0]?.id ?? null}
      onSelectionChange={(key) => camera.choose(String(key))}
    >
      <Label className="visually-hidden">{t('camera.choose')}</Label>
      <Button className="choose">
        <SelectValue />
        <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover">
        <ListBox items={items}>{(item) => <ListBoxItem>{item.label}</ListBoxItem>}</ListBox>
      </Popover>
    </Select>
  );
}
