import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { textSizes } from '@/lib/charts/layout-parts';
import type { Theme } from '@/lib/charts/palette';
import { paintOf } from '@/lib/charts/palette';
import type { ChartSpec } from '@/lib/charts/spec';
import { ChartPlot } from './ChartPlot';

/**
 * What the drawing worker evaluates inside a DOM of its own: draws a spec with the components that the browser uses
 * and gives the SVG as text. Not part of any page.
 */
export interface DrawRequest {
  spec: ChartSpec;
  width: number;
  theme: Theme;
  /** Makes the ids of this drawing its own where several stand in one page. */
  idPrefix: string;
}

const SVG = 'http://www.w3.org/2000/svg';
/** Attributes that only Recharts' own scripts and styles use. */
const NOISE = /^(?:class|style|role|tabindex|name|data-recharts-.*|xmlns)$/;
/** Recharts passes the plot's box on to its grid lines, which have no use for it. */
const NOISE_ON_LINES = /^(?:x|y|width|height|fill)$/;
/** Definitions that nothing refers to, and titles that this drawing has of its own. */
const LEFT_OUT = new Set(['defs', 'title', 'desc']);
const LONG_NUMBER = /-?\d+\.\d{2,}/g;
/** Coordinates to a tenth of a pixel: finer ones cannot be seen and make the picture longer. */
const rounded = (number: string): string => String(Math.round(Number(number) * 10) / 10);

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** The markup of what Recharts drew without what only Recharts needs: its attributes, and groups that group nothing. */
function markup(node: Node): string {
  if (node.nodeType === node.TEXT_NODE) return escaped(node.nodeValue ?? '');
  if (node.nodeType !== node.ELEMENT_NODE) return '';
  const element = node as Element;
  const { tagName } = element;
  if (LEFT_OUT.has(tagName)) return '';
  let inside = '';
  for (let child = element.firstChild; child; child = child.nextSibling) inside += markup(child);
  if (tagName === 'g' && !element.hasAttribute('stroke')) return inside;
  let attributes = '';
  for (const name of element.getAttributeNames()) {
    if (NOISE.test(name) || (tagName === 'line' && NOISE_ON_LINES.test(name))) continue;
    const value = (element.getAttribute(name) ?? '').replace(LONG_NUMBER, rounded);
    attributes += ` ${name}="${escaped(value)}"`;
  }
  return inside === '' ? `<${tagName}${attributes}/>` : `<${tagName}${attributes}>${inside}</${tagName}>`;
}

function draw({ spec, width, theme, idPrefix }: DrawRequest): string {
  const host = document.createElement('div');
  document.body.append(host);
  const root = createRoot(host);
  try {
    flushSync(() => root.render(<ChartPlot spec={spec} width={width} theme={theme} />));
    const drawn = host.querySelector('svg');
    if (!drawn) throw new Error(`Recharts drew no SVG for the chart "${spec.slug}" at ${width} px.`);
    const height = Number(drawn.getAttribute('height'));
    const inside = [...drawn.childNodes].map(markup).join('');
    const standsAlone = theme !== 'page';
    return [
      `<svg xmlns="${SVG}" role="img" aria-labelledby="${idPrefix}-title" aria-describedby="${idPrefix}-desc"`,
      ` width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" lang="${spec.lang}"`,
      ` font-size="${textSizes(width).fontSize}"`,
      standsAlone ? ` font-family="'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"` : '',
      `><title id="${idPrefix}-title">${escaped(spec.title)}</title>`,
      `<desc id="${idPrefix}-desc">${escaped(spec.altText)}</desc>`,
      standsAlone && theme !== 'transparent'
        ? `<rect width="100%" height="100%" fill="${paintOf(theme).paper}"/>`
        : '',
      inside,
      '</svg>',
    ].join('');
  } finally {
    root.unmount();
    host.remove();
  }
}

declare global {
  interface Window {
    drawChart?: (request: DrawRequest) => string;
  }
}

window.drawChart = draw;
