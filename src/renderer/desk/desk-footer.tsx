import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { changeLanguage, currentLanguage, otherLanguage } from '../language/language.ts';
import { count } from '../language/moments.ts';
import { isMuted, setMuted } from '../sound/sounds.ts';
import { useStation } from './station.ts';

interface DeskFooterProps {
  readonly onSetUp: () => void;
  /** Null where no badges are printed. */
  readonly onBatch: (() => void) | null;
}

export function DeskFooter({ onSetUp, onBatch }: DeskFooterProps) {
  const { t } = useTranslation();
  const { status } = useStation();
  const language = currentLanguage();
  const [muted, setMutedState] = useState(isMuted);
  return (
    <footer className="desk-footer">
      <span data-count="arrived">
        {t('footer.arrived')} <b>{count(status.arrived, language)}</b> /{' '}
        {count(status.registrations, language)}
      </span>
      <span data-count="here">
        {t('footer.here')} <b>{count(status.arrivedHere, language)}</b>
      </span>
      <span data-count="badges">
        {t('footer.badges')} <b>{count(status.badgesWaiting, language)}</b>
      </span>
      <span className="spring" />
      <Button
        className="button quiet"
        onPress={() => {
          setMuted(!muted);
          setMutedState(!muted);
        }}
      >
        {muted ? t('footer.soundOff') : t('footer.soundOn')}
      </Button>
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
