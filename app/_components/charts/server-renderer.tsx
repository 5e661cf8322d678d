import type { ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { textSizes } from '@/lib/charts/layout-parts';
import type { Theme } from '@/lib/charts/palette';
import { paintOf } from '@/lib/charts/palette';
import type { Publication } from '@/lib/charts/publication';
import type { ChartSpec } from '@/lib/charts/spec';
import { ChartPlot } from './ChartPlot';
import { PublicationFrame } from './PublicationFrame';

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

export interface PublicationRequest {
  publication: Publication;
  theme: Theme;
  idPrefix: string;
}

const SVG = 'http://www.w3.org/2000/svg';
/** Attributes that only Recharts' own scripts and styles use, or pointing. */
const NOISE = /^(?:class|style|role|tabindex|name|data-.*|xmlns)$/;
/** Recharts passes the plot's box on to its grid lines, which have no use for it. */
const NOISE_ON_LINES = /^(?:x|y|width|height|fill)$/;
/** Titles that this drawing has of its own. */
const LEFT_OUT = new Set(['title', 'desc']);
/** Marks definitions that the drawing refers to; nothing refers to Recharts' own. */
const OWN_DEFS = 'data-own';
const LONG_NUMBER = /-?\d+\.\d{2,}/g;
/** Coordinates to a tenth of a pixel: finer ones cannot be seen and make the picture longer. */
const rounded = (number: string): string => String(Math.round(Number(number) * 10) / 10);

const size = (pixels: number): number => Math.round(pixels * 100) / 100;

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** The markup of what Recharts drew without what only Recharts needs: its attributes, and groups that group nothing. */
function markup(node: Node): string {
  if (node.nodeType === node.TEXT_NODE) return escaped(node.nodeValue ?? '');
  if (node.nodeType !== node.ELEMENT_NODE) return '';
  const element = node as Element;
  const { tagName } = element;
  if (LEFT_OUT.has(tagName)) return '';
  if (tagName === 'defs' && !element.hasAttribute(OWN_DEFS)) return '';
  let inside = '';
  for (let child = element.firstChild; child; child = child.nextSibling) inside += markup(child);
  if (tagName === 'g' && !element.hasAttribute('stroke') && !element.hasAttribute('transform')) return inside;
  let attributes = '';
  for (const name of element.getAttributeNames()) {
    if (NOISE.test(name) || (tagName === 'line' && NOISE_ON_LINES.test(name))) continue;
    const value = (element.getAttribute(name) ?? '').replace(LONG_NUMBER, rounded);
    attributes += ` ${name}="${escaped(value)}"`;
  }
  return inside === '' ? `<${tagName}${attributes}/>` : `<${tagName}${attributes}>${inside}</${tagName}>`;
}

/** What React draws of an element that is or holds one SVG: its height and the markup inside. */
function drawn(element: ReactElement, what: string): { height: number; inside: string } {
  const host = document.createElement('div');
  document.body.append(host);
  const root = createRoot(host);
  try {
    flushSync(() => root.render(element));
    const svg = host.querySelector('svg');
    if (!svg) throw new Error(`No SVG was drawn for ${what}.`);
    return {
      height: Number(svg.getAttribute('height')),
      inside: [...svg.childNodes].map(markup).join(''),
    };
  } finally {
    root.unmount();
    host.remove();
  }
}

interface Drawing {
  spec: ChartSpec;
  theme: Theme;
  idPrefix: string;
  /** The size of the drawing inside, in its own pixels, and how big one of them is. */
  width: number;
  height: number;
  zoom: number;
  inside: string;
}

function svgDocument({ spec, theme, idPrefix, width, height, zoom, inside }: Drawing): string {
  const standsAlone = theme !== 'page';
  return [
    `<svg xmlns="${SVG}" role="img" aria-labelledby="${idPrefix}-title" aria-describedby="${idPrefix}-desc"`,
    ` width="${Math.round(width * zoom)}" height="${Math.round(height * zoom)}" viewBox="0 0 ${size(width)} ${size(height)}"`,
    ` lang="${spec.lang}" font-size="${textSizes(width).fontSize}"`,
    standsAlone ? ` font-family="'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"` : '',
    `><title id="${idPrefix}-title">${escaped(spec.title)}</title>`,
    `<desc id="${idPrefix}-desc">${escaped(spec.altText)}</desc>`,
    standsAlone && theme !== 'transparent'
      ? `<rect width="100%" height="100%" fill="${paintOf(theme).paper}"/>`
      : '',
    inside,
    '</svg>',
  ].join('');
}

/** The chart alone, as pages have it. */
function drawChart({ spec, width, theme, idPrefix }: DrawRequest): string {
  const chart = drawn(
    <ChartPlot spec={spec} width={width} theme={theme} idPrefix={idPrefix} />,
    `the chart "${spec.slug}"`,
  );
  return svgDocument({ spec, theme, idPrefix, width, zoom: 1, ...chart });
}

/** The chart with all that is printed around it. */
function drawPublication({ publication, theme, idPrefix }: PublicationRequest): string {
  const { chart, width, height, zoom } = publication;
  const { spec } = chart;
  const plot = drawn(
    <ChartPlot
      spec={spec}
      width={chart.width}
      theme={theme}
      plotHeight={chart.plotHeight}
      idPrefix={idPrefix}
    />,
    `the chart "${spec.slug}"`,
  );
  const frame = drawn(
    <PublicationFrame publication={publication} paint={paintOf(theme)} />,
    'the words around a chart',
  );
  const { fontSize } = textSizes(chart.width);
  const place = `translate(${size(chart.x)},${size(chart.y)})`;
  const inside = `${frame.inside}<g transform="${place}" font-size="${fontSize}">${plot.inside}</g>`;
  return svgDocument({ spec, theme, idPrefix, width, height, zoom, inside });
}

declare global {
  interface Window {
    drawChart?: typeof drawChart;
    drawPublication?: typeof drawPublication;
  }
}

window.drawChart = drawChart;
window.drawPublication = drawPublication;
