import type { ReactElement } from 'react';
import { ComposedChart, Line, Scatter, type ScatterShapeProps, XAxis, YAxis } from 'recharts';
import type { IntakeLayout } from '@/lib/charts/layout';
import type { Paint } from '@/lib/charts/palette';
import type { ChartPoint, IntakeSeries, IntakeSpec } from '@/lib/charts/spec';
import { MarkShape } from './marks';
import { countTick, DirectLabelText, FILL, Hairlines, TodayLine, yearTick } from './parts';

interface PlottedPoint extends ChartPoint {
  series: IntakeSeries;
}

/** Dashes by basis: what happened is a solid line. */
function stroke(series: IntakeSeries): { strokeWidth: number; strokeDasharray?: string } {
  switch (series.basis) {
    case 'target':
      return { strokeWidth: 2, strokeDasharray: '5 4' };
    case 'ambition':
      return { strokeWidth: 1.3, strokeDasharray: '1 4' };
    case 'actual':
    case 'ceiling':
    case 'estimate':
    case 'claim':
      return { strokeWidth: 2 };
  }
}

function Figure({ point, layout, paint }: { point: PlottedPoint; layout: IntakeLayout; paint: Paint }) {
  const cx = layout.x(point.x);
  const cy = layout.y(point.y);
  const colour = paint.country(point.series.colour);
  const thin = { stroke: colour, strokeWidth: 1.3, fill: 'none' };
  const reach = point.mark === 'claim' ? 10 : 7;
  return (
    <>
      {point.spanStart !== null && <path d={`M${layout.x(point.spanStart)},${cy}H${cx}`} {...thin} />}
      {point.low !== null && point.high !== null ? (
        <path
          d={`M${cx},${layout.y(point.low)}V${layout.y(point.high)}M${cx - 4},${layout.y(point.low)}h8M${cx - 4},${layout.y(point.high)}h8`}
          {...thin}
        />
      ) : (
        <>
          {point.qualifier === 'at_least' && (
            <path d={`M${cx - 3},${cy - reach}L${cx},${cy - reach - 3}L${cx + 3},${cy - reach}`} {...thin} />
          )}
          {point.qualifier === 'up_to' && point.mark !== 'ceiling' && (
            <path d={`M${cx - 3},${cy + reach}L${cx},${cy + reach + 3}L${cx + 3},${cy + reach}`} {...thin} />
          )}
        </>
      )}
      <MarkShape
        mark={point.mark}
        triangle={point.series.kind === 'trained'}
        cx={cx}
        cy={cy}
        colour={colour}
        paint={paint}
      />
    </>
  );
}

/** People entering service by year and country: lines where figures may be joined, a mark for each figure, labels. */
export function IntakePlot({
  spec,
  layout,
  paint,
}: {
  spec: IntakeSpec;
  layout: IntakeLayout;
  paint: Paint;
}): ReactElement {
  const { plot, width, height } = layout;
  const axisHeight = 30;
  const lines = spec.series.flatMap((series) => {
    const points = series.line.flatMap((id) => series.points.find((point) => point.id === id) ?? []);
    return points.length < 2 ? [] : [{ series, points }];
  });
  // What is sure lies on top: marks of lesser standing are drawn first.
  const points: PlottedPoint[] = [...spec.series]
    .reverse()
    .flatMap((series) => series.points.map((point) => ({ ...point, series })));
  const frame = { paint, tickSize: layout.tickSize };
  return (
    <ComposedChart
      width={width}
      height={height}
      margin={{
        top: plot.top,
        right: width - plot.right,
        bottom: height - plot.bottom - axisHeight,
        left: 0,
      }}
      accessibilityLayer={false}
      style={FILL}
    >
      <Hairlines paint={paint} across="y" />
      <XAxis
        dataKey="x"
        type="number"
        domain={[spec.xAxis.min, spec.xAxis.max]}
        ticks={spec.xAxis.ticks.map((tick) => tick.value)}
        interval={0}
        height={axisHeight}
        tickLine={false}
        axisLine={false}
        tick={yearTick(frame, spec.xAxis, plot.bottom + layout.tickSize + 9)}
        allowDataOverflow
      />
      <YAxis
        dataKey="y"
        type="number"
        domain={[spec.yAxis.min, spec.yAxis.max]}
        ticks={spec.yAxis.ticks.map((tick) => tick.value)}
        interval={0}
        width={plot.left}
        tickLine={false}
        axisLine={false}
        tick={countTick(frame, spec.yAxis, plot.left - 8)}
        allowDataOverflow
      />
      {layout.today && <TodayLine today={layout.today} plot={plot} paint={paint} size={layout.tickSize} />}
      {lines.map(({ series, points: onLine }) => (
        <Line
          key={series.key}
          data={onLine}
          dataKey="y"
          type="linear"
          dot={false}
          activeDot={false}
          isAnimationActive={false}
          stroke={paint.country(series.colour)}
          {...stroke(series)}
        />
      ))}
      <Scatter
        data={points}
        isAnimationActive={false}
        shape={({ payload }: ScatterShapeProps) => (
          <Figure point={payload as PlottedPoint} layout={layout} paint={paint} />
        )}
      />
      {layout.labels.map((label) => (
        <DirectLabelText key={label.pointId} label={label} paint={paint} />
      ))}
    </ComposedChart>
  );
}
