import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { LockScreen } from './lock-screen.tsx';
import { SessionContext, useLock, useSessionNews } from './session.ts';
import { useInputReports } from './use-input-reports.ts';

/**
 * Shows the screens of the desk to who is signed in. A locked window holds none of them: nothing about guests is left
 * in it, not even out of sight.
 */
export function StaffGate({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const session = useSessionNews();
  const queries = useQueryClient();
  const isLocked = session?.state === 'locked';
  useInputReports(session?.state === 'signed-in', useLock());
  useEffect(() => {
    if (isLocked) queries.removeQueries({ predicate: ({ queryKey: [first] }) => first !== 'recovery' });
  }, [isLocked, queries]);
  if (session === null) return <p className="core-starting">{t('core.starting')}</p>;
  if (session.state === 'locked') return <LockScreen session={session} />;
  return <SessionContext value={session}>{children}</SessionContext>;
}
