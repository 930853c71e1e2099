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

/** Tags of groups and values (RFC 8010, section 3.5). */
const TAG = {
  operationGroup: 0x01,
  jobGroup: 0x02,
  end: 0x03,
  unsupportedGroup: 0x05,
  firstValue: 0x10,
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  octetString: 0x30,
  resolution: 0x32,
  range: 0x33,
  beginCollection: 0x34,
  textWithLanguage: 0x35,
  nameWithLanguage: 0x36,
  endCollection: 0x37,
  memberName: 0x4a,
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

/** What is read of a value; dates and values without a value are left out. */
export type Answered = string | number | boolean | IppRange | IppResolution | AnsweredAttributes;

export interface IppRange {
  readonly from: number;
  readonly to: number;
}

/** Across and along the feed, in dots per inch. */
export interface IppResolution {
  readonly across: number;
  readonly along: number;
}

/** The values by the names of their attributes; a collection is the same, by the names of its members. */
export interface AnsweredAttributes {
  readonly [name: string]: readonly Answered[];
}

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
  const reader = { bytes, position: 8 };
  const groups: { tag: number; attributes: AnsweredAttributes }[] = [];
  for (let tag = readTag(reader); tag !== TAG.end; tag = readTag(reader)) {
    if (tag >= TAG.firstValue) throw new RangeError('the IPP message has a value outside of its groups');
    groups.push({ tag, attributes: readAttributes(reader) });
  }
  const [operation, ...others] = groups;
  return {
    status,
    statusMessage: String(operation?.attributes['status-message']?.[0] ?? ''),
    groups: others.filter(({ tag }) => tag !== TAG.unsupportedGroup).map(({ attributes }) => attributes),
  };
}

interface MessageReader {
  readonly bytes: Buffer;
  position: number;
}

function readTag(reader: MessageReader): number {
  const tag = reader.bytes.readUInt8(reader.position);
  reader.position += 1;
  return tag;
}

function readField(reader: MessageReader): Buffer {
  const start = reader.position + 2;
  const end = start + reader.bytes.readUInt16BE(reader.position);
  if (end > reader.bytes.length) throw new RangeError('the IPP message is cut off');
  reader.position = end;
  return reader.bytes.subarray(start, end);
}

/** Up to the next group; a value without a name is one more of the attribute before it. */
function readAttributes(reader: MessageReader): AnsweredAttributes {
  const attributes: Record<string, Answered[]> = {};
  let attribute = '';
  while (reader.bytes.readUInt8(reader.position) >= TAG.firstValue) {
    const tag = readTag(reader);
    const name = readField(reader).toString();
    if (name !== '') attribute = name;
    const value = readField(reader);
    add(
      attributes,
      attribute,
      tag === TAG.beginCollection ? readCollection(reader) : decodeValue(tag, value),
    );
  }
  return attributes;
}

/** The names of members stand in values of their own (RFC 8010, section 3.1.6). */
function readCollection(reader: MessageReader): AnsweredAttributes {
  const members: Record<string, Answered[]> = {};
  let member = '';
  for (let tag = readTag(reader); tag !== TAG.endCollection; tag = readTag(reader)) {
    if (tag < TAG.firstValue) throw new RangeError('an IPP collection is cut off');
    readField(reader);
    const value = readField(reader);
    if (tag === TAG.memberName) member = value.toString();
    else add(members, member, tag === TAG.beginCollection ? readCollection(reader) : decodeValue(tag, value));
  }
  readField(reader);
  readField(reader);
  return members;
}

function add(attributes: Record<string, Answered[]>, name: string, value: Answered | undefined): void {
  if (value !== undefined) attributes[name] = [...(attributes[name] ?? []), value];
}

function decodeValue(tag: number, value: Buffer): Answered | undefined {
  switch (tag) {
    case TAG.integer:
    case TAG.enum:
      return value.readInt32BE();
    case TAG.boolean:
      return value.readUInt8() !== 0;
    case TAG.range:
      return { from: value.readInt32BE(0), to: value.readInt32BE(4) };
    case TAG.resolution:
      return decodeResolution(value);
    case TAG.octetString:
      return value.toString();
    case TAG.textWithLanguage:
    case TAG.nameWithLanguage:
      return decodeTextWithLanguage(value);
    default:
      return tag >= TAG.firstText && tag <= TAG.lastText ? value.toString() : undefined;
  }
}

function decodeTextWithLanguage(value: Buffer): string {
  const reader = { bytes: value, position: 0 };
  readField(reader);
  return readField(reader).toString();
}

const DOTS_PER_CM = 4;
const CM_PER_INCH = 2.54;

function decodeResolution(value: Buffer): IppResolution {
  const factor = value.readUInt8(8) === DOTS_PER_CM ? CM_PER_INCH : 1;
  return {
    across: Math.round(value.readInt32BE(0) * factor),
    along: Math.round(value.readInt32BE(4) * factor),
  };
}
