/** What pdfkit 0.20 takes and its types lack: a cell's scope, a figure's box (README, "Accessibility"). */
declare namespace PDFKit.Mixins {
  interface StructureElementOptions {
    scope?: 'Column' | 'Row' | 'Both';
    /** Left, top, right, bottom on the page, in points. */
    bbox?: [number, number, number, number];
    placement?: 'Block' | 'Inline';
  }
}
