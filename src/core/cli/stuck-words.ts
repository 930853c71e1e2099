import type { StuckReason } from '../../contract/print.ts';

/** Why a badge or a printer does not go on. */
export const STUCK: Record<StuckReason, string> = {
  'printer-missing': 'the printer is not there',
  'printer-unreachable': 'the print system does not answer',
  'printer-offline': 'the printer is offline or switched off',
  'queue-paused': 'the queue is paused',
  'queue-stalled':
    'the print queue does not get to it: move the badge, then empty the queue (cancel -a -x NAME)',
  'out-of-paper': 'out of paper',
  'out-of-ink': 'out of ink',
  'cover-open': 'the cover is open',
  'paper-jam': 'paper jam',
  'output-full': 'the output tray is full',
  'printer-error': 'the printer reports an error: see its display',
  'jobs-not-kept':
    'the print system forgets its jobs, so nobody could tell what came out: see "Print queues" in the README',
  'wrong-paper': 'the printer has paper of another size',
  'rejected-by-printer': 'the printer rejected the badge',
  'aborted-by-printer': 'the printer gave up the badge',
  'cancelled-at-printer': 'the badge was given up or cancelled at the printer',
  'render-failed': 'the badge could not be drawn',
  'name-missing': 'the name is missing',
  'characters-undrawn': 'no font draws some characters of it',
  'key-unusable': 'the key of this station may sign no badges',
  'attention-needed': 'nobody knows whether it came out: look at the printer',
};
