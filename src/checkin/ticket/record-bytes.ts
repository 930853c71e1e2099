const DAY_MS = 86_400_000;
/** Days are counted from here, so that every day that a schema allows has a number from 0 up. */
const FIRST_DAY_MS = Date.parse('0000-01-01T00:00:00Z');
const LAST_DAY = dayNumber('9999-12-31');
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const UUID_BYTES = 16;

/** Collects the bytes of a record. Numbers are big-endian. Throws when a value does not fit its place. */
export class RecordWriter {
  readonly #bytes: number[] = [];

  put(bytes: Iterable<number>): void {
    this.#bytes.push(...bytes);
  }

  putNumber(value: number, size: number): void {
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** (8 * size))
      throw new RangeError(`${value} does not fit ${size} bytes`);
    for (let place = size - 1; place >= 0; place -= 1)
      this.#bytes.push(Math.floor(value / 2 ** (8 * place)) % 256);
  }

  /** Seven bits a byte, the low ones first; the high bit says that more follow (LEB128). */
  putCount(value: number): void {
    let rest = value;
    for (; rest > 127; rest >>>= 7) this.#bytes.push((rest & 127) | 128);
    this.#bytes.push(rest);
  }

  putUuid(uuid: string): void {
    const hex = uuid.replaceAll('-', '');
    for (let place = 0; place < hex.length; place += 2)
      this.#bytes.push(Number.parseInt(hex.slice(place, place + 2), 16));
  }

  /** At most 255 bytes of UTF-8 behind their number. */
  putText(text: string): void {
    const bytes = new TextEncoder().encode(text);
    this.putNumber(bytes.length, 1);
    this.put(bytes);
  }

  /** A text that is not empty; a UUID takes 16 bytes behind a zero instead of 36. */
  putId(id: string): void {
    if (UUID.test(id)) {
      this.putNumber(0, 1);
      this.putUuid(id);
    } else this.putText(id);
  }

  /** How many days, the first one, and how far each is from the one before. */
  putDays(days: readonly string[]): void {
    const numbers = [...new Set(days.map(dayNumber))].sort((one, other) => one - other);
    this.putCount(numbers.length);
    for (const [place, number] of numbers.entries()) this.putCount(number - (numbers[place - 1] ?? 0));
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}

/** Takes a record apart. What is missing or makes no sense reads as something harmless, and `isSound` says so. */
export class RecordReader {
  readonly #bytes: Uint8Array;
  #place = 0;
  #isSound = true;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Whether everything read so far was there and made sense. */
  get isSound(): boolean {
    return this.#isSound;
  }

  take(size: number): Uint8Array {
    const taken = this.#bytes.subarray(this.#place, this.#place + size);
    this.#place += size;
    this.#expect(taken.length === size);
    return taken;
  }

  takeNumber(size: number): number {
    return this.take(size).reduce((value, byte) => value * 256 + byte, 0);
  }

  takeCount(): number {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.takeNumber(1);
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
    this.#expect(false);
    return 0;
  }

  takeUuid(): string {
    const hex = Array.from(this.take(UUID_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  takeText(): string {
    return this.#text(this.takeNumber(1));
  }

  takeId(): string {
    const size = this.takeNumber(1);
    return size === 0 ? this.takeUuid() : this.#text(size);
  }

  takeDays(): string[] {
    const count = this.takeCount();
    const days: string[] = [];
    let number = 0;
    for (let place = 0; place < count && this.#isSound; place += 1) {
      number += this.takeCount();
      this.#expect(number <= LAST_DAY);
      if (this.#isSound) days.push(dayOf(number));
    }
    return days;
  }

  /** The bytes read so far. */
  soFar(): Uint8Array {
    return this.#bytes.subarray(0, this.#place);
  }

  /** Whether everything was read, and was sound. */
  isWhole(): boolean {
    return this.#isSound && this.#place === this.#bytes.length;
  }

  #text(size: number): string {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.take(size));
  }

  #expect(isAsExpected: boolean): void {
    this.#isSound &&= isAsExpected;
  }
}

function dayNumber(day: string): number {
  return (Date.parse(`${day}T00:00:00Z`) - FIRST_DAY_MS) / DAY_MS;
}

function dayOf(number: number): string {
  return new Date(FIRST_DAY_MS + number * DAY_MS).toISOString().slice(0, 10);
}
