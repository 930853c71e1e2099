import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../language/language.ts';
import { count } from '../language/moments.ts';
import type { Step } from './steps.ts';

interface StepListProps {
  readonly steps: readonly Step[];
  readonly step: Step;
}

/** Where the person is, of how many steps: by number, and by the name of each. */
export function StepList({ steps, step }: StepListProps) {
  const { t } = useTranslation();
  const index = steps.indexOf(step);
  const language = currentLanguage();
  return (
    <nav className="step-list" aria-label={t('setup.steps')}>
      <p className="step-of">
        {t('setup.stepOf', { number: count(index + 1, language), total: count(steps.length, language) })}
      </p>
      <ol className="steps">
        {steps.map((name, position) => (
          <li key={name} aria-current={name === step ? 'step' : undefined} data-done={position < index}>
            {t(`setup.${name}.title`)}
          </li>
        ))}
      </ol>
    </nav>
  );
}
