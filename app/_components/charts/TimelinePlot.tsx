import { Fragment, type ReactElement } from 'react';
import { ComposedChart, Scatter, type ScatterShapeProps, XAxis, YAxis } from 'recharts';
import type { TimelineLayout } from '@/lib/charts/layout';
import type { Paint } from '@/lib/charts/palette';
import type { ChartPoint, TimelineSpec } from '@/lib/charts/spec';
import { MarkShape } from './marks';
import { FILL, Hairlines, OnPaper, TodayLine, Words, yearTick } from './parts';

interface PlottedDate extends ChartPoint {
  colour: number | null;
  rowY: number;
}

/** Years of measures, one row each: prepared thin, in force thick, ahead dashed; every date a mark of its own form. */
export function TimelinePlot({
  spec,
  layout,
  paint,
}: {
  spec: TimelineSpec;
  layout: TimelineLayout;
  paint: Paint;
}): ReactElement {
  const { plot, width, height } = layout;
  const axisHeight = 30;
  const dates = spec.series.flatMap((row, index) =>
    row.points.map(
      (point): PlottedDate => ({ ...point, colour: row.colour, rowY: layout.rows[index]?.y ?? 0 }),
    ),
  );
  return (
    <ComposedChart
      width={width}
      height={height}
      margin={{
        top: plot.top,
        right: width - plot.right,
        bottom: height - plot.bottom - axisHeight,
        left: plot.left,
      }}
      accessibilityLayer={false}
      style={FILL}
    >
      <Hairlines paint={paint} across="x" />
      <XAxis
        dataKey="x"
        type="number"
        domain={[spec.xAxis.min, spec.xAxis.max]}
        ticks={spec.xAxis.ticks.map((tick) => tick.value)}
        interval={0}
        height={axisHeight}
        tickLine={false}
        axisLine={false}
        tick={yearTick({ paint, tickSize: layout.tickSize }, spec.xAxis, plot.bottom + layout.tickSize + 8)}
        allowDataOverflow
      />
      <YAxis
        dataKey="y"
        type="number"
        domain={[0, Math.max(1, spec.series.length)]}
        width={0}
        hide
        allowDataOverflow
      />
      {layout.today && <TodayLine today={layout.today} plot={plot} paint={paint} size={layout.tickSize} />}
      {layout.rows.map((placed, index) => {
        const row = spec.series[index];
        const colour = paint.country(placed.colour);
        const between = (span: { from: number; to: number }) =>
          `M${layout.x(span.from)},${placed.y}H${layout.x(span.to)}`;
        return (
          <Fragment key={placed.key}>
            <OnPaper paint={paint}>
              <Words at={placed.country} fill={paint.countryText(placed.colour)} weight={600} />
              {placed.words.map((line) => (
                <Words key={line.y} at={line} fill={paint.inkSoft} />
              ))}
            </OnPaper>
            {row?.preparing && <path d={between(row.preparing)} stroke={colour} strokeWidth={1.3} />}
            {row?.ahead && (
              <path d={between(row.ahead)} stroke={colour} strokeWidth={1.8} strokeDasharray="4 3.5" />
            )}
            {row?.inForce && <path d={between(row.inForce)} stroke={colour} strokeWidth={5} />}
            {row?.inForce?.openStart && (
              <path
                d={`M${layout.x(row.inForce.from) + 2},${placed.y - 6}l-7,6l7,6`}
                fill="none"
                stroke={colour}
                strokeWidth={2}
              />
            )}
          </Fragment>
        );
      })}
      <Scatter
        data={dates}
        isAnimationActive={false}
        shape={({ payload }: ScatterShapeProps) => {
          const date = payload as PlottedDate;
          return (
            <MarkShape
              mark={date.mark}
              cx={layout.x(date.x)}
              cy={date.rowY}
              colour={paint.country(date.colour)}
              paint={paint}
            />
          );
        }}
      />
    </ComposedChart>
  );
}
