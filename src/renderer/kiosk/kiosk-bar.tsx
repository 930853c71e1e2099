import { useContext } from 'react';
import { Button, ToggleButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { changeLanguage, currentLanguage, otherLanguage } from '../language/language.ts';
import { Both } from './both.tsx';
import { type GuestChoices, GuestChoicesContext } from './guest-choices.ts';
import { Picture } from './pictures.tsx';

interface KioskBarProps {
  readonly onChoose: (change: Partial<GuestChoices>) => void;
  readonly onHelp: () => void;
}

/** What a guest may touch: each does what it says at once, and all of it is undone for the next guest. */
export function KioskBar({ onChoose, onHelp }: KioskBarProps) {
  const { t } = useTranslation();
  const { isLarge, isLow } = useContext(GuestChoicesContext);
  return (
    <div className="kiosk-bar">
      <Button
        className="kiosk-button"
        onPress={() => changeLanguage(otherLanguage(currentLanguage()), false)}
      >
        <span lang={otherLanguage()}>{t('language.other')}</span>
      </Button>
      <Button className="kiosk-button ghost" onPress={onHelp}>
        <Both as="span" word="kiosk.help.open" />
      </Button>
      <ToggleButton
        className="kiosk-button ghost small"
        isSelected={isLarge}
        onChange={(isLarge) => onChoose({ isLarge })}
      >
        <span className="kiosk-aa" aria-hidden="true">
          A
        </span>
        <Both as="span" word="kiosk.large" />
      </ToggleButton>
      <ToggleButton
        className="kiosk-button ghost small"
        isSelected={isLow}
        onChange={(isLow) => onChoose({ isLow })}
      >
        <Picture name="sit" />
        <Both as="span" word="kiosk.low" />
      </ToggleButton>
    </div>
  );
}
