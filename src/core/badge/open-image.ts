import PDFDocument from 'pdfkit';

type EmbeddableImage = PDFKit.Mixins.EmbeddableImage;
type ImageTarget = PDFKit.Mixins.ImageTarget;

/** A PNG or JPEG that was decoded once and goes into each document as it is. */
export interface OpenedImage {
  /** To be handed to one document's `image`. */
  forDocument(): EmbeddableImage;
}

/** Images of the layouts in use; when there are more, the oldest is opened again. */
const MOST_OPEN = 50;
const openImages = new Map<string, Promise<OpenedImage>>();

/** Opens the image at a data address; one that was opened before is at hand. Rejects when it is none. */
export function openImage(source: string): Promise<OpenedImage> {
  const known = openImages.get(source);
  if (known !== undefined) return known;
  const opened = decode(source, nextLabel());
  openImages.set(source, opened);
  for (const oldest of openImages.keys()) {
    if (openImages.size <= MOST_OPEN) break;
    openImages.delete(oldest);
  }
  return opened;
}
let imagesSoFar = 0;

/** Distinct within each document. */
function nextLabel(): string {
  imagesSoFar += 1;
  return `Image${imagesSoFar}`;
}

/** An object of a PDF as an image makes it: a dictionary, which may hold others, and a stream. */
class NotedObject {
  readonly data: Record<string, unknown>;
  stream: Uint8Array | undefined;
  readonly #onEnd: () => void;

  constructor(data: Record<string, unknown>, onEnd: () => void) {
    this.data = data;
    this.#onEnd = onEnd;
  }

  end(stream?: Uint8Array): void {
    this.stream = stream;
    this.#onEnd();
  }
}

/**
 * pdfkit decodes a transparent PNG anew for each document, which takes longer than all the rest of a badge. So the
 * image embeds itself once, into what only notes its objects down.
 */
async function decode(source: string, label: string): Promise<OpenedImage> {
  const image = new PDFDocument({ autoFirstPage: false, font: '' }).openImage(source);
  const { width, height, orientation } = image;
  const main = await embedded(image);
  return {
    forDocument: () => ({
      width,
      height,
      orientation,
      label,
      obj: null,
      embed(document) {
        this.obj = replayed(main, document);
      },
    }),
  };
}

/** The first object that an image makes refers to all others, and ends last. */
function embedded(image: EmbeddableImage): Promise<NotedObject> {
  return new Promise((resolve) => {
    let main: NotedObject | undefined;
    image.embed({
      ref(data = {}) {
        const object: NotedObject = new NotedObject(data, () => object === main && resolve(object));
        main ??= object;
        return object;
      },
    });
  });
}

function replayed({ data, stream }: NotedObject, document: ImageTarget): unknown {
  const entries = Object.entries(data).map(([key, value]) => [key, replayedValue(value, document)]);
  const object = document.ref(Object.fromEntries(entries));
  object.end(stream);
  return object;
}

function replayedValue(value: unknown, document: ImageTarget): unknown {
  if (value instanceof NotedObject) return replayed(value, document);
  return Array.isArray(value) ? value.map((item) => replayedValue(item, document)) : value;
}
