import { useCallback, useRef, useState } from 'react';
import { type EnrolmentLink, readEnrolmentLink } from '../../contract/enrolment-link.ts';
import type { Failure } from '../../contract/failure.ts';
import type { StationStatus } from '../../contract/status.ts';
import { LONG_CALL_LIMIT_MS } from '../core/core-connection.ts';
import { useDeskCore } from '../core/desk-core.ts';
import { useStation } from '../desk/station.ts';
import type { Heard, Unreadable } from '../scanner/wedge-decoder.ts';

/** What was scanned and is no enrolment QR code. */
export interface WrongScan {
  readonly why: 'not-enrolment' | Unreadable;
}

/** The enrolment at a server: what is filled in, by hand or by a QR code, and how it gets on. */
export interface Enrolment {
  readonly link: EnrolmentLink;
  readonly isEnrolling: boolean;
  readonly failure: Failure | null;
  readonly wrongScan: WrongScan | null;
  /** An enrolled station is to be enrolled anew. */
  readonly isAgain: boolean;
  change(part: Partial<EnrolmentLink>): void;
  /** Enrols with what is filled in. */
  enrol(): void;
  /** Fills in what a QR code says and enrols at once. False when it is no enrolment QR code. */
  take(heard: Heard): boolean;
  again(): void;
}

interface EnrolmentOptions {
  readonly onStatus: (status: StationStatus) => void;
  readonly onEnrolled: () => void;
}

/** Lives as long as the set-up, so that going on and back loses nothing. */
export function useEnrolment({ onStatus, onEnrolled }: EnrolmentOptions): Enrolment {
  const core = useDeskCore();
  const { sync } = useStation().status;
  const [link, setLink] = useState<EnrolmentLink>({ url: sync.server ?? '', code: '' });
  const [isEnrolling, setIsEnrolling] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [wrongScan, setWrongScan] = useState<WrongScan | null>(null);
  const [isAgain, setIsAgain] = useState(false);
  /** The code that is being used or was used up: a camera, or a second press, gives the same once more. */
  const spent = useRef<string | null>(null);

  const enrolWith = useCallback(
    async ({ url, code }: EnrolmentLink) => {
      const given = { url: url.trim(), code: code.trim().toUpperCase() };
      if (spent.current === given.code) return;
      spent.current = given.code;
      setIsEnrolling(true);
      setFailure(null);
      const answer = await core.ask(
        (client, options) => client.setup.enrol(given, options),
        LONG_CALL_LIMIT_MS,
      );
      setIsEnrolling(false);
      if (!answer.ok) {
        spent.current = null;
        return setFailure(answer.failure);
      }
      setLink({ url: given.url, code: '' });
      setIsAgain(false);
      onStatus(answer.value);
      onEnrolled();
    },
    [core, onStatus, onEnrolled],
  );

  const take = useCallback(
    (heard: Heard) => {
      const scanned = heard.kind === 'code' ? readEnrolmentLink(heard.text) : null;
      setWrongScan(scanned === null ? { why: heard.kind === 'code' ? 'not-enrolment' : heard.why } : null);
      if (scanned === null) return false;
      setLink(scanned);
      void enrolWith(scanned);
      return true;
    },
    [enrolWith],
  );

  return {
    link,
    isEnrolling,
    failure,
    wrongScan,
    isAgain,
    change: (part) => setLink((before) => ({ ...before, ...part })),
    enrol: () => {
      setWrongScan(null);
      void enrolWith(link);
    },
    take,
    again: () => setIsAgain(true),
  };
}
