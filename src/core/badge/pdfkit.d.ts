/** pdfkit takes a font that fontkit has opened, as its PDFFontFactory shows; its types do not say so. */
declare namespace PDFKit.Mixins {
  interface PDFFont {
    registerFont(name: string, source: import('fontkit').Font): this;
  }
}
