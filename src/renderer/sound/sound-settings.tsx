import { useState } from 'react';
import { Button, Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { isMuted, type Sounds, setMuted, setVolume, volume } from './sounds.ts';

/** Sound on or off, and how loud; both are remembered, and a change is heard at once. */
export function SoundSettings({ sounds }: { sounds: Sounds }) {
  const { t } = useTranslation();
  const [muted, setMutedState] = useState(isMuted);
  const [loudness, setLoudness] = useState(volume);
  return (
    <>
      <Button
        className="button quiet"
        data-action="mute"
        onPress={() => {
          setMuted(!muted);
          setMutedState(!muted);
          sounds.play('admit');
        }}
      >
        {muted ? t('footer.soundOff') : t('footer.soundOn')}
      </Button>
      <Slider
        className="slider"
        aria-label={t('footer.volume')}
        minValue={0.1}
        maxValue={1}
        step={0.1}
        value={loudness}
        isDisabled={muted}
        formatOptions={{ style: 'percent' }}
        onChange={setLoudness}
        onChangeEnd={(chosen) => {
          setVolume(chosen);
          sounds.play('admit');
        }}
      >
        <SliderTrack className="slider-track">
          <SliderThumb className="slider-thumb" />
        </SliderTrack>
      </Slider>
    </>
  );
}
