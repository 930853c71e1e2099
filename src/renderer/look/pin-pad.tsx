import { type RefObject, useEffect, useRef, useState } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../contract/failure.ts';
import { failureSentence } from '../../contract/failure-sentences.ts';
import { textLanguage } from '../language/language.ts';
import { FailureLine } from './failure-line.tsx';
import { Mark } from './marks.tsx';

const SHORTEST = 4;
const LONGEST = 12;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

interface PinPadProps {
  /** The field of the dots, for who wants to give it the focus. */
  readonly field?: RefObject<HTMLInputElement | null>;
  /** Whose PIN, or what it is for: the name of the field. */
  readonly label: string;
  /** What the key that sends the PIN says. */
  readonly enter: string;
  /** Tries the PIN; why it was refused, or null. `pin-wait` shuts the pad for so many seconds. */
  readonly onPin: (pin: string) => Promise<Failure | null>;
}

/**
 * A PIN by touch or by a keyboard's digits; dots stand for them. The field is no place for a scan: whoever hears the
 * scanner takes a scan's digits out again.
 */
export function PinPad({ field: givenField, label, enter, onPin }: PinPadProps) {
  const { t } = useTranslation();
  const [pin, setPin] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isTrying, setIsTrying] = useState(false);
  const ownField = useRef<HTMLInputElement>(null);
  const field = givenField ?? ownField;
  const secondsLeft = useSecondsLeft(failure);
  const isShut = secondsLeft > 0;
  useEffect(() => {
    if (isShut) return;
    // After the press that brought the pad has given its own button the focus.
    const frame = window.requestAnimationFrame(() => field.current?.focus());
    return () => window.cancelAnimationFrame(frame);
  }, [field, isShut]);
  const isReady = pin.length >= SHORTEST && !isTrying && !isShut;

  async function send() {
    if (!isReady) return;
    setIsTrying(true);
    const refusal = await onPin(pin);
    setIsTrying(false);
    setPin('');
    setFailure(refusal);
    field.current?.focus();
  }

  function press(digit: string) {
    setPin((typed) => (typed + digit).slice(0, LONGEST));
    field.current?.focus();
  }

  return (
    <Form
      className="pin-pad"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextField
        className="field pin-field"
        type="password"
        value={pin}
        isDisabled={isShut}
        onChange={(text) => setPin(text.replaceAll(/\D/g, '').slice(0, LONGEST))}
      >
        <Label>{label}</Label>
        <Input
          ref={field}
          inputMode="none"
          autoComplete="off"
          onBlur={({ relatedTarget }) => {
            // A touch beside the keys: digits of a keyboard shall still arrive.
            if (relatedTarget === null && document.hasFocus())
              window.requestAnimationFrame(() => field.current?.focus());
          }}
        />
      </TextField>
      <div className="pin-keys">
        {KEYS.map((digit) => (
          <Button key={digit} className="button pin-key" isDisabled={isShut} onPress={() => press(digit)}>
            {digit}
          </Button>
        ))}
        <Button
          className="button pin-key"
          aria-label={t('staff.pin.delete')}
          isDisabled={isShut || pin === ''}
          onPress={() => {
            setPin(pin.slice(0, -1));
            field.current?.focus();
          }}
        >
          <Mark name="delete" />
        </Button>
        <Button className="button pin-key" isDisabled={isShut} onPress={() => press('0')}>
          0
        </Button>
        <Button type="submit" className="button primary pin-key pin-enter" isDisabled={!isReady}>
          {isTrying ? t('staff.pin.trying') : enter}
        </Button>
      </div>
      <div className="pin-answer">
        {isShut && (
          <p role="timer">{sentence({ code: 'pin-wait', details: { seconds: String(secondsLeft) } })}</p>
        )}
        <div className={isShut ? 'visually-hidden' : ''}>
          <FailureLine failure={failure?.code === 'pin-wait' && !isShut ? null : failure} />
        </div>
      </div>
    </Form>
  );
}

function sentence(failure: Failure): string {
  return failureSentence(failure, textLanguage());
}

/** How long the pad stays shut after this refusal. */
function useSecondsLeft(failure: Failure | null): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const seconds = failure?.code === 'pin-wait' ? Number(failure.details.seconds) : 0;
    const endsAt = Date.now() + seconds * 1000;
    const look = () => setLeft(Math.max(0, Math.ceil((endsAt - Date.now()) / 1000)));
    look();
    if (seconds === 0) return;
    const timer = window.setInterval(look, 250);
    return () => window.clearInterval(timer);
  }, [failure]);
  return left;
}
