import type { ReactElement, ReactNode } from 'react';
import { CartesianGrid, type XAxisTickContentProps, type YAxisTickContentProps } from 'recharts';
import type { PlacedLabel, PlacedText } from '@/lib/charts/layout';
import type { Paint } from '@/lib/charts/palette';
import type { Axis } from '@/lib/charts/spec';
import { MarkShape } from './marks';

/** The chart fills the width it is given and keeps its shape; Recharts would fix it in pixels. */
export const FILL = { width: '100%', height: 'auto' } as const;

export interface PlotFrame {
  paint: Paint;
  tickSize: number;
}

/** A line of words where the layout put it. */
export function Words({
  at,
  fill,
  weight,
  size,
}: {
  at: PlacedText;
  fill: string;
  weight?: number;
  size?: number;
}): ReactElement {
  return (
    <text x={at.x} y={at.y} textAnchor={at.anchor} fill={fill} fontWeight={weight} fontSize={size}>
      {at.text}
    </text>
  );
}

/** Words on a band of paper, so that hairlines and lines behind them do not cross letters. */
export function OnPaper({ paint, children }: { paint: Paint; children: ReactNode }): ReactElement {
  return (
    <g paintOrder="stroke" stroke={paint.paper} strokeWidth={4} strokeLinejoin="round">
      {children}
    </g>
  );
}

/** Words of a horizontal axis, under it. Recharts' own tick text would be measured, which the server cannot. */
export const yearTick =
  ({ paint, tickSize }: PlotFrame, axis: Axis, y: number) =>
  ({ x, payload }: XAxisTickContentProps): ReactElement => (
    <text x={x} y={y} textAnchor="middle" fill={paint.inkSoft} fontSize={tickSize}>
      {axis.ticks.find((tick) => tick.value === payload.value)?.label}
    </text>
  );

/** Words of a vertical axis, left of it. */
export const countTick =
  ({ paint, tickSize }: PlotFrame, axis: Axis, x: number) =>
  ({ y, payload }: YAxisTickContentProps): ReactElement => (
    <text x={x} y={Number(y) + tickSize * 0.34} textAnchor="end" fill={paint.inkSoft} fontSize={tickSize}>
      {axis.ticks.find((tick) => tick.value === payload.value)?.label}
    </text>
  );

/** Hairlines at the ticks of one axis. */
export function Hairlines({ paint, across }: { paint: Paint; across: 'x' | 'y' }): ReactElement {
  return (
    <CartesianGrid
      horizontal={across === 'y'}
      vertical={across === 'x'}
      stroke={paint.hairline}
      strokeWidth={1}
      syncWithTicks
    />
  );
}

/** A direct label in its country's colour: who in bold, how much beside or below. */
export function DirectLabelText({ label, paint }: { label: PlacedLabel; paint: Paint }): ReactElement {
  const fill = paint.countryText(label.colour);
  return (
    <>
      {label.sign && (
        <MarkShape
          mark="actual"
          cx={label.sign.x}
          cy={label.sign.y}
          colour={paint.country(label.colour)}
          paint={paint}
        />
      )}
      <Words at={label.name} fill={fill} weight={600} />
      <Words at={label.value} fill={fill} />
    </>
  );
}

/** The vertical line of the day on which the chart was built. */
export function TodayLine({
  today,
  plot,
  paint,
  size,
}: {
  today: { x: number; text: PlacedText };
  plot: { top: number; bottom: number };
  paint: Paint;
  size: number;
}): ReactElement {
  return (
    <>
      <path
        d={`M${today.x},${plot.top - 3}V${plot.bottom}`}
        stroke={paint.inkSoft}
        strokeWidth={1}
        strokeDasharray="1.5 3"
      />
      <Words at={today.text} fill={paint.inkSoft} size={size} />
    </>
  );
}
