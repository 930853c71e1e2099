import { done, type Result, refused } from '../../contract/failure.ts';
import type { DeskSession, Needs, StaffRole } from '../../contract/staff.ts';
import type { Station } from '../station/station.ts';
import type { StationKeeper } from '../station/station-keeper.ts';
import type { Presence } from './presences.ts';
import type { KnownMember } from './staff-members.ts';

const RANK: Readonly<Record<Needs, number>> = { anyone: 0, steward: 1, desk: 2, manager: 3 };

const ROLE_WORDS: Readonly<Record<StaffRole, { readonly roleZh: string; readonly roleEn: string }>> = {
  steward: { roleZh: '引导员', roleEn: 'steward' },
  desk: { roleZh: '签到台人员', roleEn: 'desk clerk' },
  manager: { roleZh: '主管', roleEn: 'manager' },
};

/**
 * Who is at one desk window, for as long as that window holds its line to the core: a window that is loaded again is
 * locked. While a station has no staff, or cannot be opened, its windows are open to everybody.
 */
export interface WindowSession {
  /** In whose name the window may do what needs such a role; null: nobody's. */
  permit(needs: Needs): Result<string | null>;
  signIn(name: string, pin: string): Promise<Result<null>>;
  /** Whoever added the first person of the staff is that person. */
  take(name: string): void;
  lock(): void;
  /** Somebody did something at the window. */
  touch(): void;
  /** Aborts as soon as somebody else, or nobody, is at the window. */
  whileSame(): AbortSignal;
  /** Who is at the window, at once and after each change. */
  watch(signal: AbortSignal | undefined): AsyncGenerator<DeskSession, void>;
  close(): void;
}

export function windowSession(keeper: StationKeeper): WindowSession {
  const watchers = new Set<() => void>();
  let at: { readonly member: KnownMember; readonly presence: Presence; readonly station: Station } | null =
    null;
  let followed: { readonly station: Station; readonly unfollow: () => void } | null = null;
  let same = new AbortController();
  let shown = '';
  let refusedScan: string | null = null;
  let isClosed = false;
  const opened = station();
  const expected = opened?.staff.expected() ?? null;
  if (opened !== null && expected !== null) attend(opened, expected);
  look();

  /** The station that is open now; its news are followed. */
  function station(): Station | null {
    const current = keeper.current();
    const now = current.ok ? current.value : null;
    if (now !== (followed?.station ?? null)) follow(now);
    return now;
  }

  function follow(now: Station | null): void {
    followed?.unfollow();
    followed =
      now === null
        ? null
        : {
            station: now,
            unfollow: now.subscribe((news) => {
              if (news.kind === 'scan-refused' && news.failure.code === 'signed-out')
                refusedScan = new Date().toISOString();
              if (news.kind === 'status' || news.kind === 'scan-refused') look();
            }),
          };
  }

  function attend(where: Station, member: KnownMember): void {
    leave();
    refusedScan = null;
    at = { station: where, member, presence: where.staff.attend(member.name, onEnd) };
  }

  /** They left, or the time without input is over. */
  function onEnd(): void {
    if (!isClosed) look();
  }

  function leave(): void {
    const before = at;
    at = null;
    before?.presence.leave();
  }

  /** Who is there now: nobody any more who left, who is off the list, or whose PIN or role is another since. */
  function present(where: Station): KnownMember | null {
    if (at === null) return null;
    const { member, presence } = at;
    const known = where.staff.member(member.name);
    const isSame = at.station === where && known?.pin.hash === member.pin.hash && known.role === member.role;
    if (isSame && presence.isThere()) return member;
    leave();
    return null;
  }

  function current(): DeskSession {
    const where = station();
    if (where === null) return { state: 'open' };
    const member = present(where);
    if (member !== null) return { state: 'signed-in', person: { name: member.name, role: member.role } };
    const staff = where.staff.members().map(({ name, role }) => ({ name, role }));
    if (staff.length === 0) return { state: 'open' };
    const { event, station: here, protocolDesk } = where.status();
    const guests = protocolDesk ? where.waitingGuests() : [];
    const waiting = guests.filter(({ state }) => state === 'waiting').map(({ op }) => op);
    return { state: 'locked', event: event.name, stationName: here.name, staff, refusedScan, waiting };
  }

  /** Tells those who watch, and ends what another person was shown. */
  function look(): DeskSession {
    const session = current();
    const who = session.state === 'signed-in' ? JSON.stringify(session.person) : session.state;
    if (who !== shown) {
      shown = who;
      same.abort();
      same = new AbortController();
    }
    for (const wake of watchers) wake();
    return session;
  }

  return {
    permit(needs) {
      const session = look();
      if (session.state === 'open') return done(null);
      const name = session.state === 'signed-in' ? session.person.name : null;
      if (needs === 'anyone') return done(name);
      if (session.state === 'locked') return refused('signed-out');
      return RANK[session.person.role] < RANK[needs]
        ? refused('not-your-role', ROLE_WORDS[needs])
        : done(name);
    },
    async signIn(name, pin) {
      const where = station();
      if (where === null) return done(null);
      const member = await where.staff.check(name, pin);
      if (!member.ok) return member;
      attend(where, member.value);
      look();
      return done(null);
    },
    take(name) {
      const where = station();
      const member = where?.staff.member(name) ?? null;
      if (where === null || member === null || at !== null) return;
      attend(where, member);
      look();
    },
    lock() {
      leave();
      look();
    },
    touch: () => at?.presence.touch(),
    whileSame: () => same.signal,
    async *watch(signal) {
      let told = '';
      let wake = () => {};
      const onChange = () => wake();
      watchers.add(onChange);
      signal?.addEventListener('abort', onChange);
      try {
        while (!signal?.aborted) {
          const changed = new Promise<void>((resolve) => (wake = resolve));
          const session = current();
          if (JSON.stringify(session) === told) {
            await changed;
            continue;
          }
          told = JSON.stringify(session);
          yield session;
        }
      } finally {
        watchers.delete(onChange);
        signal?.removeEventListener('abort', onChange);
      }
    },
    close() {
      isClosed = true;
      leave();
      followed?.unfollow();
    },
  };
}
