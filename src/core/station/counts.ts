import type { Counts } from '../../contract/counts.ts';
import { checkpointCounts } from '../store/attendance.ts';
import type { Reader } from '../store/database.ts';
import { countBadges } from '../store/op-rows.ts';
import { openQuestions } from '../store/questions.ts';
import { countRegistrations } from '../store/registrations.ts';
import { currentEvent } from './event-store.ts';

/** What the log comes to, as far as this station knows. */
export function counts(reader: Reader): Counts {
  const questions = openQuestions(reader);
  const inQuestion = questions.flatMap(({ checkpoint }) => checkpoint ?? []);
  return {
    registrations: countRegistrations(reader),
    openConflicts: questions.length,
    ...countBadges(reader),
    checkpoints: checkpointCounts(reader, currentEvent(reader), inQuestion),
  };
}
