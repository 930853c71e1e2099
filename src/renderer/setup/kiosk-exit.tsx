import { useTranslation } from 'react-i18next';
import { Mark } from '../look/marks.tsx';
import { StaffButton } from '../staff/staff-dialog.tsx';
import { useStaffList } from '../staff/use-staff-list.ts';

/** How staff leave the kiosk that this station becomes; and while nobody could, that, and the way to change it. */
export function KioskExit() {
  const { t } = useTranslation();
  const { list } = useStaffList();
  if (list === null) return null;
  // A steward's PIN leaves no kiosk.
  const hasExit = list.members.some(({ role }) => role !== 'steward');
  return (
    <div className="kiosk-exit" data-exit={hasExit ? 'pin' : 'none'}>
      <div role="status">
        {!hasExit && (
          <p className="kiosk-exit-word">
            <Mark name="alert" />
            {t('setup.station.exit.nobody')}
          </p>
        )}
        <p>{t(hasExit ? 'setup.station.exit.how' : 'setup.station.exit.why')}</p>
      </div>
      <StaffButton className="button" words={t(hasExit ? 'staff.title' : 'setup.station.exit.add')} />
    </div>
  );
}
