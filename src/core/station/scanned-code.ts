import { CodeSchema } from '../../contract/registration.ts';

/** Spaces, line ends, control characters and invisible marks, which scanners and copying put around a code. */
const FRAMING = String.raw`[\s\p{Cc}\p{Cf}]+`;
const FRAME = new RegExp(`^${FRAMING}|${FRAMING}$`, 'gu');

/** The code in what was scanned, as lists have it (NFC), or null when that cannot be a code: empty, too long, no text. */
export function scannedCode(text: string): string | null {
  if (!text.isWellFormed()) return null;
  const code = CodeSchema.safeParse(text.replaceAll(FRAME, '').normalize('NFC'));
  return code.success ? code.data : null;
}
