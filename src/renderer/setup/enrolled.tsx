import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useStation } from '../desk/station.ts';
import { textLanguage } from '../language/language.ts';
import { Mark } from '../look/marks.tsx';

/** The station is enrolled: where, as what, and for which event; and the way to enrol it elsewhere. */
export function Enrolled({ onAgain }: { onAgain: () => void }) {
  const { t } = useTranslation();
  const { station, sync, event } = useStation().status;
  const role = t(station.role === 'kiosk' ? 'setup.station.kiosk' : 'setup.station.desk');
  return (
    <section className="enrolled" aria-label={t('setup.source.done')}>
      <p className="lesson-word">
        <Mark name="tick" />
        <span>{t('setup.source.done')}</span>
      </p>
      <p className="enrolled-station">
        <b dir="auto">{station.name}</b> · <span>{role}</span> · <bdi>{event.name[textLanguage()]}</bdi>
      </p>
      <p className="hint">{t('setup.source.enrolled', { server: sync.server ?? '' })}</p>
      <Button className="button" onPress={onAgain}>
        {t('setup.source.again')}
      </Button>
    </section>
  );
}
