import { z } from 'zod';
import {
  type BadgeLayoutEntry,
  BadgeLayoutFileSchema,
  LARGEST_IMAGE_BYTES,
} from '../../contract/badge-layout.ts';
import { done, type Result, refused } from '../../contract/failure.ts';
import { imageFault, imageKind } from './image-fault.ts';
import { upgradeLayout } from './upgrade-layout.ts';

/** A layout file as it was read; `name` is what refusals call it. */
export interface LayoutFile {
  readonly name: string;
  readonly text: string;
  /** The bytes of an image that lies beside the file, or null where there is none. */
  readImage(name: string): Uint8Array | null;
}

/** What is wrong in a layout file, with its place in it (`front.images[0].source`). */
class LayoutFault extends Error {}

/**
 * Reads a layout of any form so far, inlines the images that lie beside it, and looks into each of them.
 * `file-not-a-layout` says what is wrong and where in the file.
 */
export async function readLayoutFile(file: LayoutFile): Promise<Result<BadgeLayoutEntry>> {
  const parsed = parseLayoutFile(file);
  if (!parsed.ok) return parsed;
  for (const side of ['front', 'back'] as const) {
    for (const [at, { source }] of (parsed.value.layout[side]?.images ?? []).entries()) {
      const fault = await imageFault(bytesOf(source));
      if (fault !== null) return notALayout(file, placedAt(fault, side, at));
    }
  }
  return parsed;
}

/** The same without a look into the images: for files that were looked into before they were shipped. */
export function parseLayoutFile(file: LayoutFile): Result<BadgeLayoutEntry> {
  try {
    const json = upgradeLayout(parseJson(file.text), idOf(file.name));
    const parsed = BadgeLayoutFileSchema.safeParse(withImages(json, file));
    if (!parsed.success) return notALayout(file, z.prettifyError(parsed.error));
    const { format: _format, id, name, categories, ...layout } = parsed.data;
    return done({ id, name, categories, layout });
  } catch (cause) {
    if (cause instanceof LayoutFault) return notALayout(file, cause.message);
    throw cause;
  }
}

function notALayout(file: LayoutFile, problem: string): Result<never> {
  return refused('file-not-a-layout', { file: file.name, problem });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new LayoutFault(`not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
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
function withImages(json: unknown, file: LayoutFile): unknown {
  if (typeof json !== 'object' || json === null) return json;
  const sides = (['front', 'back'] as const).map((name) => {
    const side = WithImagesSchema.safeParse(Reflect.get(json, name));
    if (!side.success) return {};
    const images = side.data.images.map((image, at) => ({
      ...image,
      source: image.source.startsWith('data:')
        ? image.source
        : inlined(image.source, file, (problem) => placedAt(problem, name, at)),
    }));
    return { [name]: { ...side.data, images } };
  });
  return Object.assign({}, json, ...sides);
}

function inlined(name: string, file: LayoutFile, placed: (problem: string) => string): string {
  if (!/^[^/\\]{1,200}$/.test(name))
    throw new LayoutFault(placed(`${name} is no file beside the layout and no data address`));
  const bytes = file.readImage(name);
  if (bytes === null) throw new LayoutFault(placed(`the image ${name} cannot be opened`));
  if (bytes.length > LARGEST_IMAGE_BYTES)
    throw new LayoutFault(placed(`the image ${name} has more than ${LARGEST_IMAGE_BYTES} bytes`));
  const kind = imageKind(bytes);
  if (kind === null) throw new LayoutFault(placed(`${name} is not a PNG, JPEG or SVG image`));
  return `data:image/${kind};base64,${base64(bytes)}`;
}

/** As zod's own faults are told. */
function placedAt(problem: string, side: string, image: number): string {
  return `✖ ${problem}\n  → at ${side}.images[${image}].source`;
}

/** The bytes of a data address that the schema has checked. */
function bytesOf(source: string): Uint8Array {
  return Uint8Array.from(atob(source.slice(source.indexOf(',') + 1)), (byte) => byte.charCodeAt(0));
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
