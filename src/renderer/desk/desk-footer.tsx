import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { changeLanguage, currentLanguage, otherLanguage } from '../language/language.ts';
import { count } from '../language/moments.ts';
import { ReadyButton } from '../ready/ready-button.tsx';
import { SoundSettings } from '../sound/sound-settings.tsx';
import type { Sounds } from '../sound/sounds.ts';
import { Pulse } from './pulse.tsx';
import { useStation } from './station.ts';

interface DeskFooterProps {
  readonly sounds: Sounds;
  readonly onSetUp: () => void;
  readonly onReady: () => void;
  /** Null where no badges are printed. */
  readonly onBatch: (() => void) | null;
}

export function DeskFooter({ sounds, onSetUp, onReady, onBatch }: DeskFooterProps) {
  const { t } = useTranslation();
  const { status } = useStation();
  const language = currentLanguage();
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
      <ReadyButton onPress={onReady} />
      <SoundSettings sounds={sounds} />
      <Button className="button quiet" onPress={() => changeLanguage(otherLanguage(), true)}>
        <span lang={otherLanguage()}>{t('language.other')}</span>
      </Button>
      {onBatch !== null && (
        <Button className="button quiet" data-action="batch" onPress={onBatch}>
          {t('footer.batch')}
        </Button>
      )}
      <Button className="button quiet" onPress={onSetUp}>
        {t('footer.setup')}
      </Button>
    </footer>
  );
}
