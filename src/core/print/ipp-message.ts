/**
 * The binary form of IPP messages (RFC 8010), as far as printing a badge needs it. Written here because the `ipp`
 * package from npm writes to standard output while it reads and allocates in a way that Node warns of once bundled.
 */

/** One attribute of a request: its name, and its values with their syntax. */
export type Attribute = readonly [name: string, ...values: Value[]];

export type Value =
  | { readonly syntax: 'boolean'; readonly value: boolean }
  | { readonly syntax: TextSyntax; readonly value: string };

type TextSyntax = keyof typeof TEXT_TAGS;

const TEXT_TAGS = {
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mimeType: 0x49,
} as const;

const TAG = {
  operationGroup: 0x01,
  jobGroup: 0x02,
  end: 0x03,
  unsupportedGroup: 0x05,
  firstValue: 0x10,
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  beginCollection: 0x34,
  textWithLanguage: 0x35,
  nameWithLanguage: 0x36,
  endCollection: 0x37,
  lastText: 0x49,
  firstText: 0x41,
} as const;

/** IPP 2.0, which every CUPS since 1.5 speaks. */
const VERSION = [2, 0];

export interface IppRequest {
  readonly operation: number;
  readonly operationAttributes: readonly Attribute[];
  readonly jobAttributes?: readonly Attribute[];
  readonly data?: Uint8Array;
}

/** What is read of a value: collections, dates, ranges and the like are left out. */
export type Answered = string | number | boolean;

/** The values by the names of their attributes. */
export type AnsweredAttributes = Readonly<Record<string, readonly Answered[]>>;

export interface IppAnswer {
  readonly status: number;
  /** One group for each job or printer that the answer is about. */
  readonly groups: readonly AnsweredAttributes[];
  readonly statusMessage: string;
}

/** What each request begins with. */
const PREAMBLE: readonly Attribute[] = [
  ['attributes-charset', { syntax: 'charset', value: 'utf-8' }],
  ['attributes-natural-language', { syntax: 'language', value: 'en' }],
];

export function encodeRequest(request: IppRequest): Buffer {
  const parts = [Buffer.from(VERSION), uint16(request.operation), uint32(1)];
  parts.push(
    Buffer.of(TAG.operationGroup),
    ...[...PREAMBLE, ...request.operationAttributes].map(encodeAttribute),
  );
  if (request.jobAttributes)
    parts.push(Buffer.of(TAG.jobGroup), ...request.jobAttributes.map(encodeAttribute));
  parts.push(Buffer.of(TAG.end));
  if (request.data) parts.push(Buffer.from(request.data));
  return Buffer.concat(parts);
}

function encodeAttribute([name, ...values]: Attribute): Buffer {
  return Buffer.concat(values.map((value, index) => encodeValue(index === 0 ? name : '', value)));
}

function encodeValue(name: string, value: Value): Buffer {
  if (value.syntax === 'boolean') return field(TAG.boolean, name, Buffer.of(value.value ? 1 : 0));
  return field(TEXT_TAGS[value.syntax], name, Buffer.from(value.value));
}

function field(tag: number, name: string, value: Buffer): Buffer {
  const encodedName = Buffer.from(name);
  return Buffer.concat([
    Buffer.of(tag),
    uint16(encodedName.length),
    encodedName,
    uint16(value.length),
    value,
  ]);
}

function uint16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16BE(value);
  return buffer;
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
}

/** Throws a RangeError when the message ends before its end. */
export function decodeAnswer(bytes: Buffer): IppAnswer {
  const status = bytes.readUInt16BE(2);
  const groups: { tag: number; attributes: Record<string, Answered[]> }[] = [];
  let attribute = '';
  let depth = 0;
  let position = 8;
  for (let tag = bytes.readUInt8(position); tag !== TAG.end; tag = bytes.readUInt8(position)) {
    position += 1;
    if (tag < TAG.firstValue) {
      groups.push({ tag, attributes: {} });
      continue;
    }
    const name = readField(bytes, position);
    const value = readField(bytes, name.end);
    position = value.end;
    // Attributes inside a collection are none of the group's own.
    if (tag === TAG.endCollection) depth -= 1;
    if (depth === 0) attribute = name.bytes.length > 0 ? name.bytes.toString() : attribute;
    if (tag === TAG.beginCollection) depth += 1;
    const answered = depth === 0 ? decodeValue(tag, value.bytes) : undefined;
    const attributes = groups.at(-1)?.attributes;
    if (answered !== undefined && attributes)
      attributes[attribute] = [...(attributes[attribute] ?? []), answered];
  }
  const [operation, ...others] = groups;
  return {
    status,
    statusMessage: String(operation?.attributes['status-message']?.[0] ?? ''),
    groups: others.filter(({ tag }) => tag !== TAG.unsupportedGroup).map(({ attributes }) => attributes),
  };
}

function readField(bytes: Buffer, position: number): { bytes: Buffer; end: number } {
  const start = position + 2;
  const end = start + bytes.readUInt16BE(position);
  if (end > bytes.length) throw new RangeError('the IPP message is cut off');
  return { bytes: bytes.subarray(start, end), end };
}

function decodeValue(tag: number, value: Buffer): Answered | undefined {
  if (tag === TAG.integer || tag === TAG.enum) return value.readInt32BE();
  if (tag === TAG.boolean) return value.readUInt8() !== 0;
  if (tag === TAG.textWithLanguage || tag === TAG.nameWithLanguage) {
    return readField(value, readField(value, 0).end).bytes.toString();
  }
  return tag >= TAG.firstText && tag <= TAG.lastText ? value.toString() : undefined;
}
