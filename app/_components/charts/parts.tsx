import type { ReactElement, ReactNode } from 'react';
import {
  CartesianGrid,
  DefaultZIndexes,
  type XAxisTickContentProps,
  type YAxisTickContentProps,
  ZIndexLayer,
} from 'recharts';
import type { PlacedAmountRow, PlacedLabel } from '@/lib/charts/layout';
import type { LayoutBase, PlacedText } from '@/lib/charts/layout-parts';
import type { Paint } from '@/lib/charts/palette';
import type { Axis } from '@/lib/charts/spec';
import { MarkShape, px } from './marks';

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
  anchored = false,
}: {
  at: PlacedText;
  /** Left out where the words around it have one. */
  fill?: string;
  weight?: number;
  size?: number;
  /** True where the words around it have its anchor. */
  anchored?: boolean;
}): ReactElement {
  return (
    <text
      x={px(at.x)}
      y={px(at.y)}
      textAnchor={anchored || at.anchor === 'start' ? undefined : at.anchor}
      fill={fill}
      fontWeight={weight}
      fontSize={size}
    >
      {at.text}
    </text>
  );
}

/** Words on a band of paper, so that hairlines and lines behind them do not cross letters. */
export function OnPaper({
  paint,
  fill,
  size,
  anchor,
  children,
}: {
  paint: Paint;
  /** Of all words inside that name none. */
  fill?: string;
  size?: number;
  anchor?: PlacedText['anchor'];
  children: ReactNode;
}): ReactElement {
  return (
    <g
      paintOrder="stroke"
      stroke={paint.halo}
      strokeWidth={4}
      strokeLinejoin="round"
      fill={fill}
      fontSize={size}
      textAnchor={anchor}
    >
      {children}
    </g>
  );
}

/** What Recharts draws over lines and marks, which it puts above everything of ours: words whose band is to keep them off. */
export function OverMarks({ children }: { children: ReactNode }): ReactElement {
  return <ZIndexLayer zIndex={DefaultZIndexes.label}>{children}</ZIndexLayer>;
}

/** Words of a horizontal axis where the layout put them. Recharts' own tick text would be measured, which the server cannot. */
export const axisTick =
  ({ paint, tickSize, xTicks }: PlotFrame & Pick<LayoutBase, 'xTicks'>, y: number) =>
  ({ x, payload }: XAxisTickContentProps): ReactElement => {
    const tick = xTicks.find(({ value }) => value === payload.value);
    return (
      <text x={x} y={y} textAnchor={tick?.anchor} fill={paint.inkSoft} fontSize={tickSize}>
        {tick?.label}
      </text>
    );
  };

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

/** Who and how much in one run of text: two weights, no seam where fonts differ from the layout's estimate. */
function Pair({ first, second, fill }: { first: string; second: string; fill?: string }): ReactElement {
  return (
    <>
      <tspan fontWeight={600} fill={fill}>
        {first}
      </tspan>{' '}
      {second}
    </>
  );
}

/** A direct label in its country's colour: who in bold, how much beside or below. */
export function DirectLabelText({ label, paint }: { label: PlacedLabel; paint: Paint }): ReactElement {
  const { name, value, lines } = label;
  const fill = paint.countryText(label.colour);
  return (
    <>
      {label.sign && (
        <MarkShape
          mark={label.sign.mark}
          triangle={label.sign.triangle}
          cx={label.sign.x}
          cy={label.sign.y}
          colour={paint.country(label.colour)}
          paint={paint}
        />
      )}
      <OnPaper paint={paint}>
        {lines === 2 ? (
          <>
            <Words at={name} fill={fill} weight={600} />
            <Words at={value} fill={fill} />
          </>
        ) : (
          <text
            x={px(name.x)}
            y={px(name.y)}
            textAnchor={name.anchor === 'start' ? undefined : name.anchor}
            fill={fill}
          >
            <Pair first={name.text} second={value.text} />
          </text>
        )}
      </OnPaper>
    </>
  );
}

/** Country in its colour and what the row is about in that of the words around, in as many lines as the layout gave it. */
export function RowWords({
  row,
  paint,
}: {
  row: Pick<PlacedAmountRow, 'country' | 'words' | 'colour'>;
  paint: Paint;
}): ReactElement {
  const [first, ...more] = row.words;
  return (
    <>
      <text x={px(row.country.x)} y={px(row.country.y)}>
        <Pair first={row.country.text} second={first?.text ?? ''} fill={paint.countryText(row.colour)} />
      </text>
      {more.map((line) => (
        <Words key={line.y} at={line} />
      ))}
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
        d={`M${px(today.x)},${px(plot.top - 3)}V${px(plot.bottom)}`}
        stroke={paint.inkSoft}
        strokeWidth={1}
        strokeDasharray="1.5 3"
      />
      <Words at={today.text} fill={paint.inkSoft} size={size} />
    </>
  );
}
