import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Failure, Result } from '../../contract/failure.ts';
import type { Op } from '../../contract/op.ts';
import type { WaitingGuest } from '../../contract/waiting-guest.ts';
import { useDeskCore } from '../core/desk-core.ts';
import { CategoryTag } from '../desk/category-tag.tsx';
import { categoryOf, latinLine, nameOf } from '../desk/person.ts';
import { useStation } from '../desk/station.ts';
import { placeOf } from '../desk/verdict-facts.tsx';
import { currentLanguage } from '../language/language.ts';
import { timeOfDay, timeSince } from '../language/moments.ts';
import { FailureLine } from '../look/failure-line.tsx';
import { FitText } from '../look/fit-text.tsx';
import { Mark } from '../look/marks.tsx';
import { useNow } from '../look/use-now.ts';
import { useMay } from '../staff/session.ts';
import { useAlertSound } from './use-alert-sound.ts';
import './alert.css';

const CLOCK_MS = 5_000;
const NAME_SIZES = [24, 21, 18, 16] as const;

/**
 * The guests who wait to be met, on every screen of a desk that is to know: who, where and since when, and it rings
 * until somebody says that they go. It stays, quiet, until the guest was met. A steward sees it and fetches somebody.
 */
export function GuestAlerts() {
  const { t } = useTranslation();
  const { status, waitingGuests } = useStation();
  const shown = status.protocolDesk ? waitingGuests.filter(({ state }) => state !== 'met') : [];
  const ringing = shown.filter(({ state }) => state === 'waiting').map(({ op }) => op);
  useAlertSound(ringing.join(' '));
  if (shown.length === 0) return null;
  return (
    <section className="guest-alerts" aria-label={t('alert.label')}>
      {shown.map((guest) => (
        <GuestAlert key={guest.guest} guest={guest} />
      ))}
    </section>
  );
}

function GuestAlert({ guest }: { guest: WaitingGuest }) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const { event } = useStation().status;
  const [failure, setFailure] = useState<Failure | null>(null);
  const may = useMay();
  const { registration, state, answeredFrom } = guest;
  const category = categoryOf(registration, event);

  async function say(asked: Promise<Result<Op>>) {
    const answer = await asked;
    setFailure(answer.ok ? null : answer.failure);
  }

  return (
    <div
      className="guest-alert"
      role={state === 'waiting' ? 'alert' : undefined}
      data-alert={state}
      data-guest={guest.guest}
    >
      <Mark name="person" />
      <div className="guest-alert-who">
        <FitText
          className="guest-alert-name"
          sizes={NAME_SIZES}
          text={nameOf(registration) || t('verdict.nameless')}
        />
        <p className="guest-alert-latin" dir="auto">
          {latinLine(registration)}
        </p>
        <p className="guest-alert-facts">
          {category !== null && <CategoryTag category={category} both={false} />}
          <bdi>{registration.organization}</bdi>
        </p>
      </div>
      <Where guest={guest} />
      <div className="guest-alert-actions">
        {state === 'answered' && <span>{t('alert.onTheWay', { from: answeredFrom })}</span>}
        {state === 'waiting' && may('desk') && (
          <Button
            className="button primary"
            data-action="go"
            onPress={() =>
              void say(core.ask((client, options) => client.answerHold({ waiting: guest.op }, options)))
            }
          >
            {t('alert.go')}
          </Button>
        )}
        {may('desk') && (
          <Button
            className="button"
            data-action="met"
            onPress={() =>
              void say(
                core.ask((client, options) => client.confirmHold({ registration: guest.guest }, options)),
              )
            }
          >
            {t('alert.met')}
          </Button>
        )}
      </div>
      {failure !== null && <FailureLine failure={failure} />}
    </div>
  );
}

function Where({ guest }: { guest: WaitingGuest }) {
  const { t } = useTranslation();
  const { event, clockOffsetMs } = useStation().status;
  const now = useNow(CLOCK_MS) + (clockOffsetMs ?? 0);
  const time = timeOfDay(guest.at, event.timeZone);
  return (
    <p className="guest-alert-where" dir="auto">
      <b>{placeOf(guest, event.checkpoints, currentLanguage())}</b>
      <span>{t('alert.since', { time, duration: timeSince(guest.at, currentLanguage(), now) })}</span>
    </p>
  );
}
