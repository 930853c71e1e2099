import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../contract/failure.ts';
import type { GuestDetails } from '../../contract/guest.ts';
import type { Registration } from '../../contract/registration.ts';
import { currentLanguage } from '../language/language.ts';
import { momentInWords } from '../language/moments.ts';
import { FailureLine } from '../look/failure-line.tsx';
import { CategoryTag } from './category-tag.tsx';
import { GuestCorrection } from './guest-correction.tsx';
import { GuestRecords } from './guest-records.tsx';
import { categoryOf, latinLine, nameOf } from './person.ts';
import { SidePanel } from './side-panel.tsx';
import { useStation } from './station.ts';
import { useGuest } from './use-guest.ts';

/** What the desk does with a guest, wherever the guest was opened from. */
export interface GuestActions {
  readonly checkIn: (registration: string) => void;
  readonly checkOut: (registration: string) => void;
  readonly meet: (registration: string) => void;
  /** Null where no badges are printed. */
  readonly print: ((registration: Registration) => void) | null;
  /** The same for a badge whose words are not right any more. */
  readonly printCorrected: (registration: Registration) => void;
  readonly undoAdmission: (op: string, registration: Registration) => Promise<Result<unknown>>;
  readonly corrected: (registration: Registration) => void;
  readonly openGroup: (organization: string) => void;
}

interface GuestPanelProps {
  readonly registration: string;
  readonly startsCorrecting: boolean;
  readonly actions: GuestActions;
  readonly onClose: () => void;
}

/** One guest: what happened at the checkpoints, badges and notes, and what can be put right. */
export function GuestPanel({ registration, startsCorrecting, actions, onClose }: GuestPanelProps) {
  const { t } = useTranslation();
  const guest = useGuest(registration);
  const [isCorrecting, setIsCorrecting] = useState(startsCorrecting);
  const [corrected, setCorrected] = useState<Registration | null>(null);
  const { details } = guest;
  if (details === null)
    return (
      <SidePanel name="guest" title={registration} onClose={onClose}>
        {guest.failure === null ? <p className="hint">{t('guest.loading')}</p> : null}
        <FailureLine failure={guest.failure} />
      </SidePanel>
    );

  function saved(after: Registration) {
    setIsCorrecting(false);
    setCorrected(after);
    actions.corrected(after);
  }

  return (
    <SidePanel
      name="guest"
      title={nameOf(details.registration) || t('verdict.nameless')}
      onClose={isCorrecting ? () => setIsCorrecting(false) : onClose}
    >
      {!isCorrecting && <WhoItIs registration={details.registration} />}
      {isCorrecting ? (
        <GuestCorrection
          registration={details.registration}
          onCorrect={guest.correct}
          onSaved={saved}
          onCancel={() => setIsCorrecting(false)}
        />
      ) : (
        <>
          <Standing details={details} />
          {corrected !== null && actions.print !== null && (
            <OfferBadge
              onPrint={() => {
                actions.printCorrected(corrected);
                setCorrected(null);
              }}
              onLeave={() => setCorrected(null)}
            />
          )}
          <Actions details={details} actions={actions} onCorrect={() => setIsCorrecting(true)} />
          <GuestRecords guest={guest} details={details} onUndo={actions.undoAdmission} />
        </>
      )}
    </SidePanel>
  );
}

function WhoItIs({ registration }: { registration: Registration }) {
  const { event } = useStation().status;
  const category = categoryOf(registration, event);
  const { organization, jobTitle, phone, id } = registration;
  const facts = [organization, jobTitle, phone, id].filter((fact) => fact !== '');
  return (
    <div className="guest-who">
      {latinLine(registration) !== '' && <p className="guest-latin">{latinLine(registration)}</p>}
      <p className="guest-facts">
        {category !== null && <CategoryTag category={category} both={false} />}
        {facts.map((fact) => (
          <bdi key={fact}>{fact}</bdi>
        ))}
      </p>
    </div>
  );
}

/** Where the guest stands at this checkpoint, in one line. */
function Standing({ details: { registration, admission, isToBeMet } }: { details: GuestDetails }) {
  const { t } = useTranslation();
  const { event } = useStation().status;
  if (registration.status !== 'confirmed')
    return (
      <p className="guest-standing tone-text-refuse">
        <b>{t(`verdict.${registration.status}.word`)}</b> {t(`verdict.${registration.status}.todo`)}
      </p>
    );
  const language = currentLanguage();
  const when = admission === null ? '' : momentInWords(admission.at, event.timeZone, language, Date.now());
  return (
    <p className={`guest-standing tone-text-${isToBeMet ? 'hold' : 'admit'}`}>
      <b>{admission === null ? t('search.notHere') : t('search.arrived', { when })}</b>
      {isToBeMet && <> {t('guest.toBeMet')}</>}
    </p>
  );
}

interface ActionsProps {
  readonly details: GuestDetails;
  readonly actions: GuestActions;
  readonly onCorrect: () => void;
}

function Actions({ details, actions, onCorrect }: ActionsProps) {
  const { t } = useTranslation();
  const { event, checkpoint, printing } = useStation().status;
  const { registration, admission, isInside, isToBeMet } = details;
  const { id, organization } = registration;
  const place = event.checkpoints.find((one) => one.id === checkpoint);
  const { print } = actions;
  const mayCome = registration.status === 'confirmed';
  return (
    <div className="guest-actions">
      {mayCome && isToBeMet && (
        <Button className="button primary" data-action="met" onPress={() => actions.meet(id)}>
          {t('hold.met')}
        </Button>
      )}
      {mayCome && !isToBeMet && (admission === null || (place?.tracksExit === true && !isInside)) && (
        <Button className="button primary" data-action="check-in" onPress={() => actions.checkIn(id)}>
          {t('search.checkIn')}
        </Button>
      )}
      {place?.tracksExit === true && isInside && (
        <Button className="button" data-action="check-out" onPress={() => actions.checkOut(id)}>
          {t('guest.checkOut')}
        </Button>
      )}
      <Button className="button" data-action="correct" onPress={onCorrect}>
        {t('guest.correct')}
      </Button>
      {print !== null && (
        <Button className="button" data-action="print" onPress={() => print(registration)}>
          {t(
            details.badges.length > 0 || printing.when === 'first-admission'
              ? 'reprint.open'
              : 'reprint.first',
          )}
        </Button>
      )}
      {organization !== '' && (
        <Button className="button" data-action="group" onPress={() => actions.openGroup(organization)}>
          {t('guest.group')}
        </Button>
      )}
    </div>
  );
}

/** The badge says something else now. Enter, which scanners send too, never prints. */
function OfferBadge({ onPrint, onLeave }: { onPrint: () => void; onLeave: () => void }) {
  const { t } = useTranslation();
  return (
    <fieldset className="guest-offer" aria-label={t('guest.offer')}>
      <p role="status">{t('guest.offer')}</p>
      <Button className="button primary" data-action="print-corrected" onPress={onPrint}>
        {t('guest.printCorrected')}
      </Button>
      <Button className="button" autoFocus onPress={onLeave}>
        {t('reprint.cancel')}
      </Button>
    </fieldset>
  );
}
