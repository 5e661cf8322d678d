/**
 * Draws an SVG of ours on a sheet, as vectors and as text. The plots use a small part of SVG, and each is drawn by the code
 * of this file or refused: an element that is not known here throws, so that nothing is missing in silence.
 */

/** What is inherited from element to element. */
interface Style {
  fill: string;
  stroke: string;
  strokeWidth: number;
  fontSize: number;
  family: string;
  weight: string;
  paintOrder: string;
  anchor: string;
}

const INITIAL: Style = {
  fill: '#000000',
  stroke: 'none',
  strokeWidth: 1,
  fontSize: 16,
  family: '',
  weight: '400',
  paintOrder: 'normal',
  anchor: 'start',
};

const TRANSLATE = /^translate\((-?[\d.]+)(?:[ ,]+(-?[\d.]+))?\)$/;
/** The height of a band behind words, in parts of their size: above and below the baseline. */
const BAND = { above: 0.78, below: 0.24, side: 0.12 } as const;

const numberOf = (element: Element, name: string): number => {
  const text = element.getAttribute(name);
  const number = text === null ? 0 : Number(text);
  if (!Number.isFinite(number)) throw new Error(`<${element.tagName} ${name}="${text}"> is not a number.`);
  return number;
};

function styleOf(element: Element, inherited: Style): Style {
  const own = (name: string, before: string) => element.getAttribute(name) ?? before;
  return {
    fill: own('fill', inherited.fill),
    stroke: own('stroke', inherited.stroke),
    strokeWidth: Number(own('stroke-width', String(inherited.strokeWidth))),
    fontSize: Number(own('font-size', String(inherited.fontSize))),
    family: own('font-family', inherited.family),
    weight: own('font-weight', inherited.weight),
    paintOrder: own('paint-order', inherited.paintOrder),
    anchor: own('text-anchor', inherited.anchor),
  };
}

/** The name under which `writeBrief` has registered the face. */
function faceOf({ family, weight }: Style): 'serif' | 'strong' | 'sans' {
  if (family.includes('Serif')) return 'serif';
  return weight === '600' ? 'strong' : 'sans';
}

/** Draws the root's children at the origin of the sheet as it is transformed now, one CSS pixel a unit. */
export function drawSvg(doc: PDFKit.PDFDocument, root: Element): void {
  const style = styleOf(root, INITIAL);
  for (const child of root.children) drawElement(doc, child, style);
}

function drawElement(doc: PDFKit.PDFDocument, element: Element, inherited: Style): void {
  const style = styleOf(element, inherited);
  switch (element.tagName) {
    case 'title':
    case 'desc':
      return;
    case 'g':
      drawGroup(doc, element, style);
      return;
    case 'path':
      doc.path(element.getAttribute('d') ?? '');
      paint(doc, element, style);
      return;
    case 'line':
      doc.moveTo(numberOf(element, 'x1'), numberOf(element, 'y1'));
      doc.lineTo(numberOf(element, 'x2'), numberOf(element, 'y2'));
      paint(doc, element, { ...style, fill: 'none' });
      return;
    case 'rect':
      // The paper of the picture; a sheet has its own.
      if (element.getAttribute('width') === '100%') return;
      doc.rect(
        numberOf(element, 'x'),
        numberOf(element, 'y'),
        numberOf(element, 'width'),
        numberOf(element, 'height'),
      );
      paint(doc, element, style);
      return;
    case 'circle':
      doc.circle(numberOf(element, 'cx'), numberOf(element, 'cy'), numberOf(element, 'r'));
      paint(doc, element, style);
      return;
    case 'text':
      drawText(doc, element, style);
      return;
    default:
      throw new Error(`A brief cannot draw <${element.tagName}>.`);
  }
}

function drawGroup(doc: PDFKit.PDFDocument, group: Element, style: Style): void {
  const transform = group.getAttribute('transform');
  const [, x, y] = (transform ?? 'translate(0)').match(TRANSLATE) ?? [];
  if (x === undefined || group.hasAttribute('clip-path')) {
    throw new Error(`A brief cannot draw <g transform="${transform}"> or clip it.`);
  }
  doc.save();
  doc.translate(Number(x), Number(y ?? 0));
  for (const child of group.children) drawElement(doc, child, style);
  doc.restore();
}

/** Fills and strokes the path that stands, as the element says. */
function paint(doc: PDFKit.PDFDocument, element: Element, { fill, stroke, strokeWidth }: Style): void {
  doc.save();
  doc.lineWidth(strokeWidth);
  doc.lineJoin(element.getAttribute('stroke-linejoin') ?? 'miter');
  const [dash, gap] = (element.getAttribute('stroke-dasharray') ?? '').split(/[ ,]+/).map(Number);
  if (dash !== undefined && dash > 0) doc.dash(dash, { space: gap ?? dash });
  doc.fillOpacity(Number(element.getAttribute('fill-opacity') ?? 1));
  doc.strokeOpacity(Number(element.getAttribute('stroke-opacity') ?? 1));
  if (fill !== 'none' && stroke !== 'none') doc.fillAndStroke(fill, stroke);
  else if (fill !== 'none') doc.fill(fill);
  else if (stroke !== 'none') doc.stroke(stroke);
  // Nothing to see, and the path must not run into the next.
  else doc.addContent('n');
  doc.restore();
}

/** A line of words: its tspans follow one another. */
function drawText(doc: PDFKit.PDFDocument, element: Element, style: Style): void {
  const pieces = [...element.childNodes].flatMap((node) => {
    const text = node.textContent ?? '';
    const own = node.nodeType === node.ELEMENT_NODE ? styleOf(node as Element, style) : style;
    const width = setFace(doc, own).widthOfString(text);
    return text === '' ? [] : [{ text, style: own, width }];
  });
  const total = pieces.reduce((sum, { width }) => sum + width, 0);
  const y = numberOf(element, 'y');
  let x = numberOf(element, 'x') - total * anchorShare(style.anchor);
  // In a picture the outline of the letters keeps lines off them; stroked text would be found twice by a search.
  if (style.paintOrder === 'stroke' && style.stroke !== 'none') {
    const { fontSize } = style;
    doc.rect(
      x - BAND.side * fontSize,
      y - BAND.above * fontSize,
      total + 2 * BAND.side * fontSize,
      (BAND.above + BAND.below) * fontSize,
    );
    doc.fillOpacity(1).fill(style.stroke);
  }
  for (const piece of pieces) {
    setFace(doc, piece.style).fillOpacity(1).fillColor(piece.style.fill);
    doc.text(piece.text, x, y, { lineBreak: false, baseline: 'alphabetic' });
    x += piece.width;
  }
}

function setFace(doc: PDFKit.PDFDocument, style: Style): PDFKit.PDFDocument {
  return doc.font(faceOf(style)).fontSize(style.fontSize);
}

/** Which part of a line stands left of its anchor. */
function anchorShare(anchor: string): number {
  switch (anchor) {
    case 'start':
      return 0;
    case 'middle':
      return 0.5;
    case 'end':
      return 1;
    default:
      throw new Error(`text-anchor="${anchor}" is not known.`);
  }
}
