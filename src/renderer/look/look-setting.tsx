import { useTranslation } from 'react-i18next';
import { ChooseOne } from './choose-one.tsx';
import { chooseLook, useLookChoice } from './look.ts';
import { LOOK_CHOICES } from './look-choice.ts';

/** Light, dark, or as the computer is set. */
export function LookSetting() {
  const { t } = useTranslation();
  const choice = useLookChoice();
  const items = LOOK_CHOICES.map((id) => ({ id, label: t(`look.${id}`) }));
  return <ChooseOne label={t('look.choose')} value={choice} items={items} onChange={chooseLook} />;
}
