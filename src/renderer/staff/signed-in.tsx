import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Mark } from '../look/marks.tsx';
import { useLock, useSession } from './session.ts';

/** Who is signed in, and the way to lock; nothing at a station without staff. */
export function SignedIn() {
  const { t } = useTranslation();
  const session = useSession();
  const lock = useLock();
  if (session.state === 'open') return null;
  const { name, role } = session.person;
  return (
    <span className="signed-in">
      <span className="signed-in-name" data-staff={role}>
        <bdi>{name}</bdi> · {t(`staff.role.${role}`)}
      </span>
      <Button className="button quiet" data-action="lock" onPress={lock}>
        <Mark name="lock" /> {t('staff.lock.now')} <kbd>L</kbd>
      </Button>
    </span>
  );
}
