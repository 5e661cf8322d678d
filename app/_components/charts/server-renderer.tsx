import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
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
const NOISE = [
  'class',
  'style',
  'role',
  'tabindex',
  'name',
  'data-recharts-item-index',
  'data-recharts-item-id',
];
const NUMBER = /-?\d+\.\d+/g;

/** Coordinates to a tenth of a pixel: finer ones cannot be seen and make the picture twice as long. */
const rounded = (value: string): string =>
  value.replace(NUMBER, (number) => String(Math.round(Number(number) * 10) / 10));
/** Recharts passes the plot's box on to its grid lines, which have no use for it. */
const NOISE_ON_LINES = ['x', 'y', 'width', 'height', 'fill'];

function clean(element: Element): void {
  for (const child of [...element.children]) clean(child);
  for (const name of NOISE) element.removeAttribute(name);
  if (element.tagName === 'line') for (const name of NOISE_ON_LINES) element.removeAttribute(name);
  for (const { name, value } of [...element.attributes]) {
    if (name !== 'fill-opacity') element.setAttribute(name, rounded(value));
  }
  const bare = element.tagName === 'g' && element.attributes.length === 0;
  if (element.tagName === 'defs' || element.tagName === 'clipPath') element.remove();
  else if (bare) element.replaceWith(...element.childNodes);
  else if (element.tagName === 'g' && element.children.length === 0) element.remove();
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
    // A copy: React still owns the drawn one and takes it down itself.
    const svg = drawn.cloneNode(true) as SVGSVGElement;
    for (const child of [...svg.children]) {
      if (child.tagName === 'title' || child.tagName === 'desc') child.remove();
      else clean(child);
    }
    for (const name of NOISE) svg.removeAttribute(name);
    const title = document.createElementNS(SVG, 'title');
    title.id = `${idPrefix}-title`;
    title.textContent = spec.title;
    const description = document.createElementNS(SVG, 'desc');
    description.id = `${idPrefix}-desc`;
    description.textContent = spec.altText;
    svg.prepend(title, description);
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-labelledby', title.id);
    svg.setAttribute('aria-describedby', description.id);
    svg.setAttribute('width', String(width));
    svg.setAttribute('height', String(height));
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    svg.setAttribute('lang', spec.lang);
    svg.setAttribute('font-size', width >= 760 ? '15' : width >= 420 ? '14' : '13');
    if (theme !== 'page') {
      svg.setAttribute('font-family', "'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif");
      const paper = document.createElementNS(SVG, 'rect');
      paper.setAttribute('width', '100%');
      paper.setAttribute('height', '100%');
      paper.setAttribute('fill', paintOf(theme).paper);
      description.after(paper);
    }
    return new XMLSerializer().serializeToString(svg);
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
