import { Radio } from 'react-aria-components';

interface ChoiceProps {
  readonly value: string;
  readonly title: string;
  readonly hint: string;
}

/** One of the large choices of the set-up: what it is, and what that means. */
export function Choice({ value, title, hint }: ChoiceProps) {
  return (
    <Radio value={value} className="choice">
      <span>
        <b dir="auto">{title}</b>
        <span className="hint">{hint}</span>
      </span>
    </Radio>
  );
}
