import { Checkbox, Radio } from 'react-aria-components';

interface ChoiceProps {
  readonly value: string;
  readonly title: string;
  readonly hint: string;
}

/** One of the large choices of the set-up: what it is, and what that means. */
export function Choice({ value, ...words }: ChoiceProps) {
  return (
    <Radio value={value} className="choice">
      <ChoiceWords {...words} />
    </Radio>
  );
}

/** The same where several may be chosen. */
export function ManyChoice({ value, ...words }: ChoiceProps) {
  return (
    <Checkbox value={value} className="choice many">
      <ChoiceWords {...words} />
    </Checkbox>
  );
}

function ChoiceWords({ title, hint }: Omit<ChoiceProps, 'value'>) {
  return (
    <span>
      <b dir="auto">{title}</b>
      <span className="hint">{hint}</span>
    </span>
  );
}
