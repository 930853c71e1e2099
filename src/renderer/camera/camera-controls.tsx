import { Label, Slider, SliderThumb, SliderTrack, ToggleButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ChooseOne } from '../look/choose-one.tsx';
import type { Zoom } from './camera-feed.ts';
import type { CameraControl } from './use-camera.ts';

/** Several cameras: the one in use, and the others one press away. */
export function CameraChoice({ camera }: { camera: CameraControl }) {
  const { t } = useTranslation();
  const { cameras, current } = camera;
  const items = cameras.map((item, place) => ({
    id: item.id,
    label: item.label || t('camera.unnamed', { number: String(place + 1) }),
  }));
  const choose = (id: string) => {
    const chosen = cameras.find((item) => item.id === id);
    if (chosen !== undefined) camera.choose(chosen);
  };
  return (
    <ChooseOne
      label={t('camera.choose')}
      isLabelHidden
      value={current ?? items[0]?.id ?? null}
      items={items}
      onChange={choose}
    />
  );
}

export function LightSwitch({ isOn, onChange }: { isOn: boolean; onChange: (on: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <ToggleButton className="button" isSelected={isOn} onChange={onChange} data-action="light">
      {t(isOn ? 'camera.lightOn' : 'camera.lightOff')}
    </ToggleButton>
  );
}

interface ZoomSliderProps {
  readonly zoom: Zoom;
  readonly onChange: (zoom: number) => void;
}

export function ZoomSlider({ zoom, onChange }: ZoomSliderProps) {
  const { t } = useTranslation();
  return (
    <Slider
      className="slider"
      minValue={zoom.min}
      maxValue={zoom.max}
      step={zoom.step}
      value={zoom.value}
      onChange={onChange}
    >
      <Label>{t('camera.zoom')}</Label>
      <SliderTrack className="slider-track">
        <SliderThumb className="slider-thumb" />
      </SliderTrack>
    </Slider>
  );
}
