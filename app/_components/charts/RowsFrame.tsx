import type { ReactElement, ReactNode } from 'react';
import { ComposedChart, XAxis, YAxis } from 'recharts';
import type { LayoutBase } from '@/lib/charts/layout-parts';
import type { Paint } from '@/lib/charts/palette';
import { axisTick, FILL, Hairlines } from './parts';

const AXIS_HEIGHT = 30;

/** Of an axis without ticks there are no hairlines either. */
interface RowsAxis {
  min: number;
  max: number;
  scale?: 'linear' | 'log';
  hairlines?: boolean;
}

/** The chart around rows of their own height: one axis of values below, and a place for each row by its number. */
export function RowsFrame({
  layout,
  axis,
  rowCount,
  paint,
  children,
}: {
  layout: LayoutBase;
  axis: RowsAxis;
  rowCount: number;
  paint: Paint;
  children: ReactNode;
}): ReactElement {
  const { plot, width, height } = layout;
  return (
    <ComposedChart
      width={width}
      height={height}
      margin={{
        top: plot.top,
        right: width - plot.right,
        bottom: Math.max(0, height - plot.bottom - AXIS_HEIGHT),
        left: plot.left,
      }}
      accessibilityLayer={false}
      style={{ ...FILL, fontSize: layout.fontSize }}
    >
      {(axis.hairlines ?? true) && <Hairlines paint={paint} across="x" />}
      <XAxis
        dataKey="x"
        type="number"
        scale={axis.scale ?? 'linear'}
        domain={[axis.min, axis.max]}
        ticks={layout.xTicks.map((tick) => tick.value)}
        interval={0}
        height={AXIS_HEIGHT}
        tickLine={false}
        axisLine={false}
        tick={axisTick(
          { paint, tickSize: layout.tickSize, xTicks: layout.xTicks },
          plot.bottom + layout.tickSize + 8,
        )}
        allowDataOverflow
      />
      <YAxis dataKey="y" type="number" domain={[0, Math.max(1, rowCount)]} width={0} hide allowDataOverflow />
      {children}
    </ComposedChart>
  );
}
