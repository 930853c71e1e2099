/**
 * Why there is no scanning by camera: not allowed, no such camera, in use by another program, no picture comes, it
 * was pulled out, or the part of the program that reads does not work.
 */
export type CameraTrouble = 'denied' | 'none' | 'busy' | 'silent' | 'lost' | 'unreadable';

/** What `getUserMedia` says when a camera does not start (W3C, Media Capture and Streams, 10.3.1). */
export function troubleOf(error: unknown): CameraTrouble {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none';
  return 'busy';
}
