const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** The longest scan that the rest of the station takes; what is longer is no code anyway. */
const LONGEST = 20_000;

/** Puts what a serial port delivers in pieces together to scans, which end with CR, LF or both, or by silence. */
export class SerialLines {
  #line: number[] = [];

  /** The scans that end in these bytes, in order. */
  take(bytes: Uint8Array): string[] {
    const scans: string[] = [];
    for (const byte of bytes) {
      if (byte !== LINE_FEED && byte !== CARRIAGE_RETURN) this.#keep(byte);
      else scans.push(...this.end());
    }
    return scans;
  }

  /** The scan that silence ends, if one was begun. */
  end(): string[] {
    if (this.#line.length === 0) return [];
    const scan = decoded(Uint8Array.from(this.#line));
    this.#line = [];
    return [scan];
  }

  #keep(byte: number): void {
    if (this.#line.length < LONGEST) this.#line.push(byte);
  }
}

/** UTF-8, and where it is none, GB18030: what scanners in China send of a GBK code. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
