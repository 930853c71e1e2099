import { useTranslation } from 'react-i18next';
import type { CoreState } from './core-connection.ts';

/** One quiet line while the core restarts; what was on the screen stays. */
export function RestartingLine({ state }: { state: CoreState }) {
  const { t } = useTranslation();
  return (
    <div role="status">{state === 'restarting' && <p className="restarting">{t('core.restarting')}</p>}</div>
  );
}
