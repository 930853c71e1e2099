import { memo } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { changeLanguage, currentLanguage, otherLanguage } from '../language/language.ts';
import { count } from '../language/moments.ts';
import { ReadyButton } from '../ready/ready-button.tsx';
import { SoundSettings } from '../sound/sound-settings.tsx';
import type { Sounds } from '../sound/sounds.ts';
import { SignedIn } from '../staff/signed-in.tsx';
import { AltKey, useAltKey } from './alt-keys.tsx';
import { Pulse } from './pulse.tsx';
import { useStation } from './station.ts';

interface DeskFooterProps {
  readonly sounds: Sounds;
  /** Null for those who may not. */
  readonly onReady: (() => void) | null;
  /** Null for those who may not. */
  readonly onSetUp: (() => void) | null;
  /** Null where no badges are printed, and for those who may not. */
  readonly onBatch: (() => void) | null;
  /** Null for those who may not. */
  readonly onGroup: (() => void) | null;
}

export const DeskFooter = memo(function DeskFooter({
  sounds,
  onSetUp,
  onReady,
  onBatch,
  onGroup,
}: DeskFooterProps) {
  const { t } = useTranslation();
  const { status } = useStation();
  const language = currentLanguage();
  useAltKey('g', onGroup);
  return (
    <footer className="desk-footer">
      <span data-count="arrived">
        {t('footer.arrived')} <b>{count(status.arrived, language)}</b> /{' '}
        {count(status.registrations, language)}
      </span>
      <Pulse pulse={status.pulse} clockOffsetMs={status.clockOffsetMs} />
      <span data-count="here">
        {t('footer.here')} <b>{count(status.arrivedHere, language)}</b>
      </span>
      <span data-count="badges">
        {t('footer.badges')} <b>{count(status.badgesWaiting, language)}</b>
      </span>
      <span className="spring" />
      {onReady !== null && <ReadyButton onPress={onReady} />}
      <SoundSettings sounds={sounds} />
      <Button className="button quiet" onPress={() => changeLanguage(otherLanguage(), true)}>
        <span lang={otherLanguage()}>{t('language.other')}</span>
      </Button>
      {onGroup !== null && (
        <Button className="button quiet" data-action="group" onPress={() => onGroup()}>
          {t('group.open')} <AltKey letter="g" />
        </Button>
      )}
      {onBatch !== null && (
        <Button className="button quiet" data-action="batch" onPress={onBatch}>
          {t('footer.batch')}
        </Button>
      )}
      {onSetUp !== null && (
        <Button className="button quiet" onPress={onSetUp}>
          {t('footer.setup')}
        </Button>
      )}
      <SignedIn />
    </footer>
  );
});
