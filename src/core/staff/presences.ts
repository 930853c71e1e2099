/** Somebody who is signed in at a window. */
export interface Presence {
  readonly name: string;
  /** They did something: the time without input begins again. */
  touch(): void;
  /** Whether they are still there; not any more once the time is over, even before anybody was told of it. */
  isThere(): boolean;
  leave(): void;
}

/** Who is signed in at the windows of a station. */
export interface Presences {
  /** @param onEnd is told once, when they left or the time without input is over */
  attend(name: string, onEnd: () => void): Presence;
  /** Who came last and is still there. */
  newest(): Presence | null;
}

/** @param lockAfterSeconds the time without input as it is set now; null: it never ends */
export function presences(lockAfterSeconds: () => number | null, now: () => number): Presences {
  const present: Presence[] = [];

  function attend(name: string, onEnd: () => void): Presence {
    let timer: NodeJS.Timeout | undefined;
    let endsAt = Number.POSITIVE_INFINITY;

    function touch(): void {
      if (!isThere()) return;
      clearTimeout(timer);
      const seconds = lockAfterSeconds();
      endsAt = seconds === null ? Number.POSITIVE_INFINITY : now() + seconds * 1000;
      if (seconds !== null) timer = setTimeout(leave, seconds * 1000).unref();
    }

    function leave(): void {
      clearTimeout(timer);
      const place = present.indexOf(presence);
      if (place === -1) return;
      present.splice(place, 1);
      onEnd();
    }

    /** A computer that slept wakes with its timers late: the clock tells as well. */
    function isThere(): boolean {
      if (now() >= endsAt) leave();
      return present.includes(presence);
    }

    const presence: Presence = { name, touch, isThere, leave };
    present.push(presence);
    touch();
    return presence;
  }

  return {
    attend,
    newest: () => present.findLast((presence) => presence.isThere()) ?? null,
  };
}
