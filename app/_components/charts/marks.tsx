import type { ReactElement } from 'react';
import type { Paint } from '@/lib/charts/palette';
import type { KeySign, Mark } from '@/lib/charts/spec';

interface MarkProps {
  mark: Mark;
  /** People trained are triangles, people entering are round. */
  triangle?: boolean;
  cx: number;
  cy: number;
  colour: string;
  paint: Pick<Paint, 'paper'>;
}

const triangle = (cx: number, cy: number, r: number): string =>
  `M${cx},${cy - r}L${cx + r},${cy + r * 0.8}H${cx - r}Z`;
const diamond = (cx: number, cy: number, r: number): string =>
  `M${cx},${cy - r}L${cx + r},${cy}L${cx},${cy + r}L${cx - r},${cy}Z`;
const cross = (cx: number, cy: number, r: number): string =>
  `M${cx - r},${cy - r}L${cx + r},${cy + r}M${cx + r},${cy - r}L${cx - r},${cy + r}`;

/** The sign of one figure or date: what happened is filled, what is promised is hollow. */
export function MarkShape({ mark, triangle: isTriangle, cx, cy, colour, paint }: MarkProps): ReactElement {
  const hollow = { fill: paint.paper, stroke: colour };
  switch (mark) {
    case 'actual':
      return isTriangle ? (
        <path d={triangle(cx, cy, 5.5)} fill={colour} />
      ) : (
        <circle cx={cx} cy={cy} r={4} fill={colour} />
      );
    case 'target':
      return isTriangle ? (
        <path d={triangle(cx, cy, 5.5)} {...hollow} strokeWidth={1.8} />
      ) : (
        <circle cx={cx} cy={cy} r={4} {...hollow} strokeWidth={2} />
      );
    case 'ambition':
      return isTriangle ? (
        <path d={triangle(cx, cy, 4)} {...hollow} strokeWidth={1.2} />
      ) : (
        <circle cx={cx} cy={cy} r={2.8} {...hollow} strokeWidth={1.3} />
      );
    case 'ceiling':
      return (
        <path d={`M${cx - 7},${cy}H${cx + 7}M${cx},${cy}v5`} stroke={colour} strokeWidth={2} fill="none" />
      );
    case 'estimate':
    case 'legislated':
      return <path d={diamond(cx, cy, 5.2)} {...hollow} strokeWidth={1.6} />;
    case 'claim':
      return (
        <>
          <circle cx={cx} cy={cy} r={6.5} fill="none" stroke={colour} strokeWidth={1.2} />
          <text x={cx - 6} y={cy - 4} textAnchor="end" fontSize={13} fontWeight={600} fill={colour}>
            ?
          </text>
        </>
      );
    case 'announced':
      return <circle cx={cx} cy={cy} r={4} {...hollow} strokeWidth={1.6} />;
    case 'in_force':
      return <circle cx={cx} cy={cy} r={5} fill={colour} />;
    case 'planned_start':
      return <path d={`M${cx - 4.2},${cy - 4.2}h8.4v8.4h-8.4Z`} {...hollow} strokeWidth={1.8} />;
    case 'ended':
      return <path d={cross(cx, cy, 4.5)} stroke={colour} strokeWidth={2.2} fill="none" />;
    case 'target_year':
      return <circle cx={cx} cy={cy} r={4.5} {...hollow} strokeWidth={2} strokeDasharray="2.4 1.6" />;
    case 'earlier':
      return (
        <path d={`M${cx - 1.5},${cy - 11}h3v22h-3Z`} fill={paint.paper} stroke={colour} strokeWidth={1.3} />
      );
  }
}

/** The sign of a key entry, drawn at its own size (34 × 18) in the colour of the words around it. */
export function KeySignShape({ sign }: { sign: KeySign }): ReactElement {
  const paint = { paper: 'var(--paper)' };
  const colour = 'var(--ink-soft)';
  const line = { stroke: colour, strokeWidth: 2, fill: 'none' };
  const at = { cx: 17, cy: 9, colour, paint };
  switch (sign) {
    case 'actual':
      return (
        <>
          <path d="M2,9H32" {...line} />
          <MarkShape mark="actual" {...at} />
        </>
      );
    case 'target':
      return (
        <>
          <path d="M2,9H32" {...line} strokeDasharray="5 4" />
          <MarkShape mark="target" {...at} />
        </>
      );
    case 'ambition':
      return (
        <>
          <path d="M2,9H32" {...line} strokeWidth={1.3} strokeDasharray="1 3.5" strokeLinecap="round" />
          <MarkShape mark="ambition" {...at} />
        </>
      );
    case 'trained_actual':
      return <MarkShape mark="actual" triangle {...at} />;
    case 'trained_target':
      return <MarkShape mark="target" triangle {...at} />;
    case 'range':
      return <path d="M17,2V16M13,2h8M13,16h8" {...line} strokeWidth={1.3} />;
    case 'span':
      return (
        <>
          <path d="M4,9H26" {...line} strokeWidth={1.2} />
          <MarkShape mark="target" {...at} cx={26} />
        </>
      );
    case 'at_least':
      return (
        <>
          <MarkShape mark="target" {...at} cy={11} />
          <path d="M14,4.5L17,1.5L20,4.5" {...line} strokeWidth={1.3} />
        </>
      );
    case 'up_to':
      return (
        <>
          <MarkShape mark="target" {...at} cy={7} />
          <path d="M14,13.5L17,16.5L20,13.5" {...line} strokeWidth={1.3} />
        </>
      );
    case 'bar_actual':
      return <path d="M3,4H31V14H3Z" fill={colour} stroke={colour} strokeWidth={1.5} />;
    case 'bar_target':
      return <path d="M3,4H31V14H3Z" fill={colour} fillOpacity={0.28} stroke={colour} strokeWidth={1.5} />;
    case 'bar_estimate':
      return <path d="M3,4H31V14H3Z" fill="none" stroke={colour} strokeWidth={1.5} strokeDasharray="3 2.5" />;
    case 'bar_other':
      return <path d="M17,1V17" {...line} />;
    case 'earlier':
      return <path d="M15.5,1h3v16h-3Z" fill="none" stroke={colour} strokeWidth={1.3} />;
    case 'open_start':
      return <path d="M32,9H6M10,4.5L5,9L10,13.5" {...line} />;
    case 'in_force_bar':
      return <path d="M2,9H32" {...line} strokeWidth={5} />;
    case 'ahead':
      return <path d="M2,9H32" {...line} strokeDasharray="5 4" />;
    case 'in_force':
      return (
        <>
          <path d="M8,9H32" {...line} strokeWidth={5} />
          <MarkShape mark="in_force" {...at} cx={8} />
        </>
      );
    case 'target_year':
      return (
        <>
          <path d="M2,9H24" {...line} strokeDasharray="5 4" />
          <MarkShape mark="target_year" {...at} cx={26} />
        </>
      );
    case 'ceiling':
    case 'estimate':
    case 'claim':
    case 'announced':
    case 'legislated':
    case 'planned_start':
    case 'ended':
      return <MarkShape mark={sign} {...at} />;
  }
}
