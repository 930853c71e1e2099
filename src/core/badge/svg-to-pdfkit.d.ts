/** svg-to-pdfkit 0.1.8 has no types of its own. */
declare module 'svg-to-pdfkit' {
  export default function SVGtoPDF(
    document: PDFKit.PDFDocument,
    svg: string,
    x: number,
    y: number,
    options: {
      readonly width: number;
      readonly height: number;
      /** Lengths are points, not CSS pixels. */
      readonly assumePt: boolean;
      readonly preserveAspectRatio: string;
      readonly warningCallback: (warning: string) => void;
      readonly imageCallback: (link: string) => string;
    },
  ): void;
}
