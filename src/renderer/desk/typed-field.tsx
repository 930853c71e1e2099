import { FieldError, Input, Label, TextField } from 'react-aria-components';
import type { Failure } from '../../contract/failure.ts';
import { failureSentence } from '../../contract/failure-sentences.ts';
import { textLanguage } from '../language/language.ts';

interface TypedFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Why the core did not take it; null while nothing is wrong with this field. */
  readonly failure: Failure | null;
  readonly autoFocus?: boolean;
  /** The whole of what is being typed, if it is known; the down arrow takes it. */
  readonly suggestion?: string | null;
}

/** A text that a person types, with what is wrong with it said beneath it. */
export function TypedField({
  label,
  value,
  onChange,
  failure,
  autoFocus = false,
  suggestion = null,
}: TypedFieldProps) {
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={failure !== null}
      autoFocus={autoFocus}
      autoComplete="off"
      validationBehavior="aria"
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown' && suggestion !== null) onChange(suggestion);
        // React Aria keeps a key to itself that somebody listens for; Escape is the panel's.
        else event.continuePropagation();
      }}
    >
      <Label>{label}</Label>
      <Input spellCheck="false" />
      {suggestion !== null && (
        <span className="hint typed-suggestion" role="status">
          <kbd>↓</kbd> <bdi>{suggestion}</bdi>
        </span>
      )}
      <FieldError className="trouble">
        {failure === null ? null : failureSentence(failure, textLanguage())}
      </FieldError>
    </TextField>
  );
}

/** The failure where it is about this field. `nameField` stands for a name that is missing altogether. */
export function failureOfField(failure: Failure | null, field: string, nameField: string): Failure | null {
  const meant = failure?.code === 'name-missing' ? nameField : failure?.details.field;
  return meant === field ? failure : null;
}
