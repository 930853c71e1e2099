import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useStation } from '../desk/station.ts';
import { currentLanguage } from '../language/language.ts';
import { momentInWords } from '../language/moments.ts';
import { useLastReady } from './last-ready.ts';

/** Opens the check, and says when everything was last found ready. */
export function ReadyButton({ onPress }: { onPress: () => void }) {
  const { t } = useTranslation();
  const { event } = useStation().status;
  const at = useLastReady();
  const words =
    at === null
      ? t('ready.open')
      : t('ready.since', { at: momentInWords(at, event.timeZone, currentLanguage(), Date.now()) });
  return (
    <Button className="button quiet" data-action="ready" onPress={onPress}>
      {words}
    </Button>
  );
}
