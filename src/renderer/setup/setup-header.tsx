import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { changeLanguage, otherLanguage } from '../language/language.ts';
import { LookSetting } from '../look/look-setting.tsx';
import { StaffButton } from '../staff/staff-dialog.tsx';

/** The title, what the window looks like and speaks, and the way back where there is one. */
export function SetupHeader({ onClose }: { onClose: (() => void) | null }) {
  const { t } = useTranslation();
  return (
    <header className="setup-header">
      <h1>{t('setup.title')}</h1>
      <LookSetting />
      <Button className="button quiet" onPress={() => changeLanguage(otherLanguage(), true)}>
        <span lang={otherLanguage()}>{t('language.other')}</span>
      </Button>
      <StaffButton className="button quiet" words={t('staff.title')} />
      {onClose !== null && (
        <Button className="button" onPress={onClose}>
          {t('setup.close')}
        </Button>
      )}
    </header>
  );
}
