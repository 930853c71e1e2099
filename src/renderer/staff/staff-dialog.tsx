import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useDeskCore } from '../core/desk-core.ts';
import { ClosableDialog } from '../look/closable-dialog.tsx';
import { FailureLine } from '../look/failure-line.tsx';
import { LockAfter } from './lock-after.tsx';
import { StaffForm } from './staff-form.tsx';
import { useStaffList } from './use-staff-list.ts';

interface StaffButtonProps {
  readonly className: string;
  readonly words: string;
}

/** A button of the set-up that opens the list of staff. */
export function StaffButton({ className, words }: StaffButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button className={className} data-action="staff" onPress={() => setIsOpen(true)}>
        {words}
      </Button>
      {isOpen && <StaffDialog onClose={() => setIsOpen(false)} />}
    </>
  );
}

/** Who may sign in here, with what role; and when the window locks. */
function StaffDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { list, failure, take } = useStaffList();
  const core = useDeskCore();
  const isEmpty = list?.members.length === 0;
  return (
    <ClosableDialog
      name="staff-dialog"
      title={t('staff.title')}
      isCloseFocused={false}
      foot={
        list !== null &&
        !isEmpty && <LockAfter seconds={list.lockAfterSeconds} onChange={() => void take(null)} />
      }
      onClose={onClose}
    >
      {isEmpty && <p className="hint">{t('staff.open')}</p>}
      {list !== null && !isEmpty && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
        <ul className="staff-list" tabIndex={0} aria-label={t('staff.title')}>
          {list.members.map(({ name, role, origin }) => (
            <li key={name} data-member={name}>
              <bdi>{name}</bdi>
              <span>{t(`staff.role.${role}`)}</span>
              {origin === 'server' ? (
                <span className="hint">{t('staff.fromServer')}</span>
              ) : (
                <Button
                  className="button quiet"
                  aria-label={t('staff.removeOne', { name })}
                  onPress={() =>
                    void take(core.ask((client, options) => client.staff.remove({ name }, options)))
                  }
                >
                  {t('staff.remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <FailureLine failure={failure} />
      {list !== null && (
        <StaffForm
          isFirst={isEmpty}
          onAdd={(member) => take(core.ask((client, options) => client.staff.add(member, options)))}
        />
      )}
    </ClosableDialog>
  );
}
