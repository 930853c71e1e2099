import { z } from 'zod';
import {
  type BadgeLayoutEntry,
  BadgeLayoutFileSchema,
  LARGEST_IMAGE_BYTES,
} from '../../contract/badge-layout.ts';
import { done, type Result } from '../../contract/failure.ts';
import { fileRefused, parseFile, parseJsonFile } from '../../contract/file-problem.ts';
import { type Problem, problem } from '../../contract/problem-sentences.ts';
import { imageFault, imageKind } from './image-fault.ts';
import { upgradeLayout } from './upgrade-layout.ts';

/** A layout file as it was read; `name` is what refusals call it. */
export interface LayoutFile {
  readonly name: string;
  readonly text: string;
  /** The bytes of an image that lies beside the file, or null where there is none. */
  readImage(name: string): Uint8Array | null;
}

const SIDES = ['front', 'back'] as const;

/**
 * Reads a layout of any form so far, inlines the images that lie beside it, and looks into each of them.
 * `file-not-json`, or `file-not-a-layout`, which says what is wrong and where in the file.
 */
export async function readLayoutFile(file: LayoutFile): Promise<Result<BadgeLayoutEntry>> {
  const parsed = parseLayoutFile(file);
  if (!parsed.ok) return parsed;
  for (const side of SIDES) {
    for (const [at, { source }] of (parsed.value.layout[side]?.images ?? []).entries()) {
      const fault = await imageFault(bytesOf(source));
      if (fault !== null) return badImage(file, fault, side, at);
    }
  }
  return parsed;
}

/** The same without a look into the images: for files that were looked into before they were shipped. */
export function parseLayoutFile(file: LayoutFile): Result<BadgeLayoutEntry> {
  const json = parseJsonFile(file.name, file.text);
  if (!json.ok) return json;
  const inlined = withImages(upgradeLayout(json.value, idOf(file.name)), file);
  if (!inlined.ok) return inlined;
  const parsed = parseFile('file-not-a-layout', file.name, BadgeLayoutFileSchema, inlined.value);
  if (!parsed.ok) return parsed;
  const { format: _format, id, name, categories, ...layout } = parsed.value;
  return done({ id, name, categories, layout });
}

function badImage(file: LayoutFile, fault: Problem, side: string, at: number): Result<never> {
  return fileRefused('file-not-a-layout', file.name, fault, [side, 'images', at, 'source']);
}

/** A layout of the first form has no id of its own. */
function idOf(fileName: string): string {
  const base = /([^/\\]*?)(\.[^./\\]*)?$/.exec(fileName)?.[1] ?? '';
  const id = base
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return id.slice(0, 32) || 'layout';
}

const WithImagesSchema = z.looseObject({ images: z.array(z.looseObject({ source: z.string() })) });

/** The layout with each image that is named as a file in the form of a data address. */
function withImages(json: unknown, file: LayoutFile): Result<unknown> {
  if (typeof json !== 'object' || json === null) return done(json);
  const sides: object[] = [];
  for (const name of SIDES) {
    const side = WithImagesSchema.safeParse(Reflect.get(json, name));
    if (!side.success) continue;
    const images: object[] = [];
    for (const [at, image] of side.data.images.entries()) {
      const source = image.source.startsWith('data:') ? image.source : dataAddress(image.source, file);
      if (typeof source !== 'string') return badImage(file, source, name, at);
      images.push({ ...image, source });
    }
    sides.push({ [name]: { ...side.data, images } });
  }
  return done(Object.assign({}, json, ...sides));
}

/** An image beside the file as a data address, or why it cannot be one. */
function dataAddress(image: string, file: LayoutFile): string | Problem {
  if (!/^[^/\\]{1,200}$/.test(image)) return problem('image-not-beside', { image });
  const bytes = file.readImage(image);
  if (bytes === null) return problem('image-missing', { image });
  if (bytes.length > LARGEST_IMAGE_BYTES)
    return problem('image-too-large', { image, bytes: String(LARGEST_IMAGE_BYTES) });
  const kind = imageKind(bytes);
  if (kind === null) return problem('image-file-kind', { image });
  return `data:image/${kind};base64,${base64(bytes)}`;
}

/** The bytes of a data address that the schema has checked. */
function bytesOf(source: string): Uint8Array {
  return Uint8Array.from(atob(source.slice(source.indexOf(',') + 1)), (byte) => byte.charCodeAt(0));
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
