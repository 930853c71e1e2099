import { hostname } from 'node:os';
import { v7 as newId } from 'uuid';
import type { Checkpoint, Event } from '../../contract/event.ts';
import { done, type Result, refused } from '../../contract/failure.ts';
import type { Direction, StationSettings, StationStatus } from '../../contract/status.ts';
import type { Reader, Writer } from '../store/database.ts';
import { releaseParked } from '../store/outbox.ts';
import { readSetting, SETTING, writeSetting } from '../store/settings.ts';
import { currentEvent, readSampleEvent } from './event-store.ts';
import { changePrinting } from './printing.ts';

/** Gives a new station its id, its name and the sample event; one that has them keeps them. Returns the id. */
export function settleIn(writer: Writer): string {
  const known = readSetting(writer, SETTING.station);
  if (known !== null) return known;
  const id = newId();
  writeSetting(writer, SETTING.station, id);
  writeSetting(writer, SETTING.name, hostname().slice(0, 100) || 'Yanqi Desk');
  writeSetting(writer, SETTING.event, readSampleEvent());
  return id;
}

/** After an upgrade what the server did not take is sent once more; `program` names the program and its version. */
export function noticeUpgrade(writer: Writer, program: string): void {
  if (readSetting(writer, SETTING.program) === program) return;
  writeSetting(writer, SETTING.program, program);
  releaseParked(writer);
}

/** Who the station says it is. */
export function identity(reader: Reader, id: string): StationStatus['station'] {
  return {
    id,
    name: readSetting(reader, SETTING.name) ?? '',
    role: readSetting(reader, SETTING.role) ?? 'desk',
    configured: readSetting(reader, SETTING.configured) ?? false,
  };
}

/** Which way guests pass here; only in where exits are not tracked. */
export function currentDirection(reader: Reader, event: Event, checkpoint: string): Direction {
  const tracksExit = event.checkpoints.some((known) => known.id === checkpoint && known.tracksExit);
  return tracksExit ? (readSetting(reader, SETTING.direction) ?? 'in') : 'in';
}

/** The checkpoint of the event that has this id. */
export function findCheckpoint(event: Event, id: string): Result<Checkpoint> {
  const checkpoint = event.checkpoints.find((known) => known.id === id);
  return checkpoint === undefined ? refused('checkpoint-unknown', { checkpoint: id }) : done(checkpoint);
}

/** Takes the settings that are given; all of them or, when the checkpoint is unknown, none. */
export function changeSettings(writer: Writer, settings: StationSettings): Result<StationSettings> {
  const { name, role, checkpoint, direction, protocolDesk, serialPort, lockAfterSeconds, configured } =
    settings;
  if (checkpoint !== undefined) {
    const known = findCheckpoint(currentEvent(writer), checkpoint);
    if (!known.ok) return known;
    writeSetting(writer, SETTING.checkpoint, checkpoint);
  }
  if (name !== undefined) writeSetting(writer, SETTING.name, name);
  if (role !== undefined) writeSetting(writer, SETTING.role, role);
  if (direction !== undefined) writeSetting(writer, SETTING.direction, direction);
  if (protocolDesk !== undefined) writeSetting(writer, SETTING.protocolDesk, protocolDesk);
  changePrinting(writer, settings);
  if (serialPort !== undefined) writeSetting(writer, SETTING.serialPort, serialPort);
  if (lockAfterSeconds !== undefined) writeSetting(writer, SETTING.lockAfter, { seconds: lockAfterSeconds });
  if (configured !== undefined) writeSetting(writer, SETTING.configured, configured);
  return done(settings);
}
