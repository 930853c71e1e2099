import { withStation } from './seed.ts';

/** The code of a badge that was made before the guest got another one; the app on that folder prints both. */
export function lostBadge(folder: string, guest: string): Promise<string> {
  return withStation(folder, async (station) => {
    const first = station.printBadge(guest);
    // The app works the ledger off.
    if (first.ok) await station.printed(first.value.id, 30_000);
    const token = await station.badgeToken(guest);
    const second = station.printBadge(guest, { reprint: { reason: 'lost' } });
    if (!token.ok || !second.ok) throw new Error('the guest got no other badge');
    return token.value;
  });
}
