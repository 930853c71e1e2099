import type { Logger } from 'pino';
import { signKeyList } from '../../checkin/ticket/key-list.ts';
import type { Signer } from '../../checkin/ticket/token.ts';
import { done, type Result, refused } from '../../contract/failure.ts';
import type { StationDatabase } from '../store/database.ts';
import { putEvent } from '../store/event.ts';
import { readSetting, SETTING, writeSetting } from '../store/settings.ts';
import type { TokenSeal } from '../sync/token-store.ts';
import { openKeyFile } from './key-file.ts';
import { keyListVersion, stationKeys, takeKeyList } from './key-list-store.ts';

/** The keys with which this station signs. */
export interface StationKeys {
  /** The public key to enrol with; made when there is none, and anew when its file is damaged. */
  forEnrolment(): Promise<string>;
  /** A new key in the place of one that was revoked. */
  renew(): Promise<string>;
  /**
   * The key that signs badges. A station that no server gave an event key makes one at first use and signs its own list
   * of keys with it. `key-unreadable`, or `key-revoked` when the server's list says so.
   */
  badgeSigner(): Promise<Result<Signer>>;
}

export interface StationKeysOptions {
  readonly database: StationDatabase;
  readonly station: string;
  /** The files of the station's own key, and of the event's key while the station is alone. */
  readonly files: { readonly stationKey: string; readonly eventKey: string };
  readonly seal: TokenSeal | null;
  readonly log: Logger;
}

export function openStationKeys({ database, station, files, seal, log }: StationKeysOptions): StationKeys {
  const own = openKeyFile(files.stationKey, seal, log);
  const event = openKeyFile(files.eventKey, seal, log);
  let turn: Promise<unknown> = Promise.resolve();

  /** So that this station knows its own badges before the server's list has come. */
  function known(publicKey: string): string {
    if (readSetting(database, SETTING.publicKey) !== publicKey)
      database.write((writer) => writeSetting(writer, SETTING.publicKey, publicKey));
    return publicKey;
  }

  async function renew(): Promise<string> {
    return known((await own.renew()).publicKey);
  }

  /** Not for an event whose key somebody else made: that list of keys is not this station's to sign. */
  async function settleAlone(publicKey: string): Promise<Result<null>> {
    const ticketKey = readSetting(database, SETTING.event)?.ticketKey ?? null;
    if (ticketKey !== null && ticketKey !== event.publicKey()) return done(null);
    const signer = ticketKey === null ? done(await event.renew()) : await event.signer();
    if (!signer.ok) return signer;
    database.write((writer) => {
      const present = readSetting(writer, SETTING.event);
      // Enrolled meanwhile: the server's key and list count.
      if (present === null || readSetting(writer, SETTING.serverUrl) !== null) return;
      putEvent(writer, { ...present, ticketKey: signer.value.publicKey });
      const keys = [{ station, publicKey, revokedAt: null }];
      takeKeyList(writer, signKeyList(keyListVersion(writer) + 1, keys, signer.value));
    });
    return done(null);
  }

  return {
    renew,
    async forEnrolment() {
      const kept = own.publicKey() ?? (await made());
      return known(kept);
    },
    // One after the other: badges for several printers are signed at once, and each would make an event key of its own.
    badgeSigner() {
      const signer = turn.then(badgeSigner, badgeSigner);
      turn = signer;
      return signer;
    },
  };

  async function badgeSigner(): Promise<Result<Signer>> {
    const signer = await own.signer();
    if (!signer.ok) return signer;
    const { publicKey } = signer.value;
    known(publicKey);
    const listed = stationKeys(database).find(
      (key) => key.station === station && key.publicKey === publicKey,
    );
    if (listed !== undefined && listed.revokedAt !== null) return refused('key-revoked');
    const isAlone = readSetting(database, SETTING.serverUrl) === null;
    if (isAlone && listed === undefined) {
      const settled = await settleAlone(publicKey);
      if (!settled.ok) return settled;
    }
    return signer;
  }

  async function made(): Promise<string> {
    const signer = await own.signer();
    return signer.ok ? signer.value.publicKey : renew();
  }
}
