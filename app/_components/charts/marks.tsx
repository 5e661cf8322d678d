import type { ReactElement, SVGProps } from 'react';
import type { Paint } from '@/lib/charts/palette';
import type { KeySign, Mark } from '@/lib/charts/spec';

/** Coordinates to a tenth of a pixel: finer ones cannot be seen and make a picture longer. */
export const px = (value: number): number => Math.round(value * 10) / 10;

const at = (x: number, y: number): string => `${px(x)},${px(y)}`;

const circle = (cx: number, cy: number, r: number): string =>
  `M${at(cx - r, cy)}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`;
const triangle = (cx: number, cy: number, r: number): string =>
  `M${at(cx, cy - r)}L${at(cx + r, cy + r * 0.8)}H${px(cx - r)}Z`;
const diamond = (cx: number, cy: number, r: number): string =>
  `M${at(cx, cy - r)}l${r},${r}l${-r},${r}l${-r},${-r}Z`;
const square = (cx: number, cy: number, r: number): string =>
  `M${at(cx - r, cy - r)}h${2 * r}v${2 * r}h${-2 * r}Z`;

export interface MarkPlace {
  cx: number;
  cy: number;
  /** People trained are triangles, people entering are round. */
  triangle?: boolean;
  /** A promise whose year has passed is drawn smaller than one that is still ahead. */
  past?: boolean;
}

/** The outline of a mark as path data; several of one kind can share one path. */
export function markPath(mark: Mark, { cx, cy, triangle: isTriangle, past }: MarkPlace): string {
  switch (mark) {
    case 'actual':
      return isTriangle ? triangle(cx, cy, 5.5) : circle(cx, cy, 4);
    case 'target':
      return isTriangle ? triangle(cx, cy, past ? 4.5 : 5.5) : circle(cx, cy, past ? 3 : 4);
    case 'ambition':
      return isTriangle ? triangle(cx, cy, 4) : circle(cx, cy, 2.6);
    case 'ceiling':
      return `M${at(cx - 7, cy)}h14m-7,0v5`;
    case 'estimate':
      return diamond(cx, cy, past ? 4.2 : 5.2);
    case 'legislated':
      return diamond(cx, cy, 6.6);
    case 'claim':
      return circle(cx, cy, 6.5);
    case 'announced':
      return circle(cx, cy, 4);
    case 'in_force':
      return circle(cx, cy, 3.8);
    case 'planned_start':
      return square(cx, cy, 4.2);
    case 'ended':
      return `M${at(cx - 4.5, cy - 4.5)}l9,9m0,-9l-9,9`;
    case 'target_year':
      return circle(cx, cy, 4.5);
    case 'yearly':
      return circle(cx, cy, 2.4);
    case 'earlier':
      return `M${at(cx - 1.5, cy - 11)}h3v22h-3Z`;
    case 'earlier_target':
      return circle(cx, cy, 2.6);
    case 'reference':
      // Larger than the mark of what is now, which can stand at the same place and is drawn over it.
      return square(cx, cy, 5);
    case 'area':
      return square(cx, cy, 4);
    case 'event':
      return `M${at(cx, cy)}v-9`;
    case 'gross':
    case 'gross_hollow':
      return circle(cx, cy, 5);
    case 'net':
    case 'net_hollow':
      return diamond(cx, cy, 6.2);
    case 'tax_unknown':
    case 'tax_unknown_hollow':
      return square(cx, cy, 4.4);
  }
}

/** How a mark is painted: what happened is filled, what is promised is hollow. */
export function markPaint(mark: Mark, colour: string, paint: Pick<Paint, 'paper'>): SVGProps<SVGPathElement> {
  const hollow = { fill: paint.paper, stroke: colour };
  switch (mark) {
    case 'actual':
    case 'in_force':
    case 'yearly':
    case 'gross':
    case 'net':
    case 'tax_unknown':
    case 'area':
      return { fill: colour };
    case 'target':
    case 'gross_hollow':
    case 'net_hollow':
    case 'tax_unknown_hollow':
      return { ...hollow, strokeWidth: 1.9 };
    case 'ambition':
      return { ...hollow, strokeWidth: 1.2 };
    case 'ceiling':
    case 'event':
      return { fill: 'none', stroke: colour, strokeWidth: 2 };
    case 'claim':
      return { fill: 'none', stroke: colour, strokeWidth: 1.2 };
    case 'ended':
      return { fill: 'none', stroke: colour, strokeWidth: 2.2 };
    case 'target_year':
      return { ...hollow, strokeWidth: 2, strokeDasharray: '2.4 1.6' };
    case 'estimate':
    case 'legislated':
    case 'announced':
    case 'planned_start':
      return { ...hollow, strokeWidth: 1.6 };
    case 'earlier':
    case 'earlier_target':
    case 'reference':
      return { ...hollow, strokeWidth: 1.3 };
  }
}

const PAGE_PAINT = { paper: 'var(--paper)', ink: 'var(--ink)', inkSoft: 'var(--ink-soft)' } as const;

/** The question mark that stands at a claim. */
export function ClaimSign({ cx, cy, fill }: { cx: number; cy: number; fill: string }): ReactElement {
  return (
    <text x={px(cx - 6)} y={px(cy - 4)} textAnchor="end" fontSize={13} fontWeight={600} fill={fill}>
      ?
    </text>
  );
}

/** One mark on its own. */
export function MarkShape({
  mark,
  colour,
  paint,
  ...place
}: MarkPlace & { mark: Mark; colour: string; paint: Pick<Paint, 'paper'> }): ReactElement {
  return (
    <>
      <path d={markPath(mark, place)} {...markPaint(mark, colour, paint)} />
      {mark === 'claim' && <ClaimSign cx={place.cx} cy={place.cy} fill={colour} />}
    </>
  );
}

/** The sign of a key entry, drawn at its own size (34 × 18) in the colour of the words around it, the page's by default. */
export function KeySignShape({
  sign,
  paint = PAGE_PAINT,
}: {
  sign: KeySign;
  paint?: Pick<Paint, 'paper' | 'ink' | 'inkSoft'>;
}): ReactElement {
  const colour = paint.inkSoft;
  const line = { stroke: colour, strokeWidth: 2, fill: 'none' };
  const middle = { cx: 17, cy: 9, colour, paint };
  switch (sign) {
    case 'actual':
      return (
        <>
          <path d="M2,9H32" {...line} />
          <MarkShape mark="actual" {...middle} />
        </>
      );
    case 'target':
      return (
        <>
          <path d="M2,9H32" {...line} strokeDasharray="5 4" />
          <MarkShape mark="target" {...middle} />
        </>
      );
    case 'ambition':
      return (
        <>
          <path d="M2,9H32" {...line} strokeWidth={1.3} strokeDasharray="1 3.5" />
          <MarkShape mark="ambition" {...middle} />
        </>
      );
    case 'yearly':
      return (
        <>
          <path d="M2,9H32" {...line} />
          <MarkShape mark="yearly" {...middle} />
        </>
      );
    case 'trained_actual':
      return <MarkShape mark="actual" triangle {...middle} />;
    case 'trained_target':
      return <MarkShape mark="target" triangle {...middle} />;
    case 'bar_interval':
      return (
        <>
          <path d="M2,9H14" {...line} strokeWidth={1} strokeDasharray="2 3" />
          <path d="M14,4H31V14H14Z" fill={colour} fillOpacity={0.3} stroke={colour} strokeWidth={1.5} />
        </>
      );
    case 'event':
      return (
        <>
          <path d="M11,2V16" {...line} strokeWidth={1} strokeDasharray="2 2" />
          <text x={15} y={14} fontSize={13} fontWeight={600} fill={colour}>
            1
          </text>
        </>
      );
    case 'bar_range':
      return (
        <>
          <path d="M3,4H16V14H3Z" fill={colour} stroke={colour} strokeWidth={1.5} />
          <path d="M16,9H31M31,4v10" stroke={paint.ink} strokeWidth={1.3} fill="none" />
        </>
      );
    case 'range':
    case 'derived_range':
      return <path d="M17,2V16M13,2h8M13,16h8" {...line} strokeWidth={1.3} />;
    case 'span':
      return (
        <>
          <path d="M4,9H26" {...line} strokeWidth={1.2} />
          <MarkShape mark="target" {...middle} cx={26} />
        </>
      );
    case 'at_least':
      return (
        <>
          <MarkShape mark="target" {...middle} cy={11} />
          <path d="M14,4.5L17,1.5L20,4.5" {...line} strokeWidth={1.3} />
        </>
      );
    case 'up_to':
      return (
        <>
          <MarkShape mark="target" {...middle} cy={7} />
          <path d="M14,13.5L17,16.5L20,13.5" {...line} strokeWidth={1.3} />
        </>
      );
    case 'bar_actual':
      return <path d="M3,4H31V14H3Z" fill={colour} stroke={colour} strokeWidth={1.5} />;
    case 'bar_target':
      return <path d="M3,4H31V14H3Z" fill={colour} fillOpacity={0.3} stroke={colour} strokeWidth={1.5} />;
    case 'bar_estimate':
      return <path d="M3,4H31V14H3Z" fill="none" stroke={colour} strokeWidth={1.5} strokeDasharray="3 2.5" />;
    case 'bar_other':
      return <path d="M17,1V17" {...line} />;
    case 'earlier':
      return <path d="M15.5,1h3v16h-3Z" fill="none" stroke={colour} strokeWidth={1.3} />;
    case 'planned':
      return <MarkShape mark="target" {...middle} />;
    case 'faint_target':
      return (
        <>
          <path d="M2,9H32" {...line} strokeWidth={1.3} strokeDasharray="3 3" />
          <MarkShape mark="target" past {...middle} />
        </>
      );
    case 'move':
      return <path d="M3,9H31M24.5,5L31,9L24.5,13" stroke={paint.ink} strokeWidth={1.5} fill="none" />;
    case 'gap':
      return <path d="M17,2V16" stroke={colour} strokeOpacity={0.35} strokeWidth={7} fill="none" />;
    case 'growth':
      return <path d="M2,13L32,5" {...line} strokeWidth={1.3} strokeDasharray="2 3" />;
    case 'open_start':
      return <path d="M32,9H6M10,4.5L5,9L10,13.5" {...line} />;
    case 'in_force':
      return (
        <>
          <path d="M8,9H32" {...line} strokeWidth={5} />
          <MarkShape mark="in_force" {...middle} cx={8} />
        </>
      );
    case 'target_year':
      return (
        <>
          <path d="M2,9H24" {...line} strokeDasharray="5 4" />
          <MarkShape mark="target_year" {...middle} cx={26} />
        </>
      );
    case 'claim':
      // Its question mark stands lower than in a chart: inside the sign's own box, which cuts off what is above it.
      return (
        <>
          <path d={markPath('claim', { cx: 22, cy: 10 })} {...markPaint('claim', colour, paint)} />
          <ClaimSign cx={20} cy={14.5} fill={colour} />
        </>
      );
    case 'ceiling':
    case 'estimate':
    case 'earlier_target':
    case 'reference':
    case 'area':
    case 'announced':
    case 'legislated':
    case 'planned_start':
    case 'ended':
    case 'gross':
    case 'net':
    case 'tax_unknown':
    case 'gross_hollow':
    case 'net_hollow':
    case 'tax_unknown_hollow':
      return <MarkShape mark={sign} {...middle} />;
  }
}
