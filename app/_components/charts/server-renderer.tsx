import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { textSizes } from '@/lib/charts/layout';
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
const NOISE = / (?:class|style|role|tabindex|name|data-recharts-[a-z-]+)="[^"]*"/g;
/** Recharts passes the plot's box on to its grid lines, which have no use for it. */
const NOISE_ON_LINES = / (?:x|y|width|height|fill)="[^"]*"/g;
const TAG = /<(\w+)[^>]*>/g;
const LONG_NUMBER = /-?\d+\.\d{2,}/g;
/** Coordinates to a tenth of a pixel: finer ones cannot be seen and make the picture longer. */
const rounded = (number: string): string => String(Math.round(Number(number) * 10) / 10);

/** Takes away groups that group nothing and definitions that nothing refers to. */
function thin(element: Element): void {
  for (const child of [...element.children]) thin(child);
  const { tagName } = element;
  if (tagName === 'defs' || tagName === 'clipPath') element.remove();
  else if (tagName === 'g' && !element.hasAttribute('stroke')) element.replaceWith(...element.childNodes);
}

/** The markup of a drawing without what only Recharts itself needs; text between tags stays as it is. */
function tidy(markup: string): string {
  return markup.replace(TAG, (tag, name: string) => {
    const quiet = tag.replace(NOISE, '').replace(LONG_NUMBER, rounded);
    return name === 'line' ? quiet.replace(NOISE_ON_LINES, '') : quiet;
  });
}

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

function draw({ spec, width, theme, idPrefix }: DrawRequest): string {
  const host = document.createElement('div');
  document.body.append(host);
  const root = createRoot(host);
  try {
    flushSync(() => root.render(<ChartPlot spec={spec} width={width} theme={theme} />));
    const drawn = host.querySelector('svg');
    if (!drawn) throw new Error(`Recharts drew no SVG for the chart "${spec.slug}" at ${width} px.`);
    // A copy: React still owns the drawn one and takes it down itself.
    const copy = drawn.cloneNode(true) as SVGSVGElement;
    for (const child of [...copy.children]) {
      if (child.tagName === 'title' || child.tagName === 'desc') child.remove();
      else thin(child);
    }
    const height = Number(drawn.getAttribute('height'));
    const serializer = new XMLSerializer();
    const inside = [...copy.children]
      .map((child) => tidy(serializer.serializeToString(child).replace(` xmlns="${SVG}"`, '')))
      .join('');
    const standsAlone = theme !== 'page';
    return [
      `<svg xmlns="${SVG}" role="img" aria-labelledby="${idPrefix}-title" aria-describedby="${idPrefix}-desc"`,
      ` width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" lang="${spec.lang}"`,
      ` font-size="${textSizes(width).fontSize}"`,
      standsAlone ? ` font-family="'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"` : '',
      `><title id="${idPrefix}-title">${escaped(spec.title)}</title>`,
      `<desc id="${idPrefix}-desc">${escaped(spec.altText)}</desc>`,
      standsAlone ? `<rect width="100%" height="100%" fill="${paintOf(theme).paper}"/>` : '',
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
