/** What pdfkit 0.20 does and its types do not say. */
declare namespace PDFKit.Mixins {
  interface PDFFont {
    /** It takes a font that fontkit has opened, as its PDFFontFactory shows. */
    registerFont(name: string, source: import('fontkit').Font): this;
  }

  /** Where an image puts its objects: a document, or what stands in for one. */
  interface ImageTarget {
    ref(data?: Record<string, unknown>): { end(stream?: Uint8Array): void };
  }

  /** An opened image, as its PNGImage and JPEG. */
  interface EmbeddableImage {
    readonly width: number;
    readonly height: number;
    /** Its name in the resources of a page. */
    readonly label: string;
    /** Of EXIF, 1 to 8. */
    readonly orientation?: number | undefined;
    /** Set by `embed`, once for each document. */
    obj: unknown;
    embed(document: ImageTarget): void;
  }

  interface PDFImage {
    openImage(src: ImageSrc): EmbeddableImage;
    image(src: EmbeddableImage, x: number, y: number, options?: ImageOption): this;
  }
}
