import { Fragment, type ReactElement } from 'react';
import { ComposedChart, Scatter, type ScatterShapeProps, XAxis, YAxis } from 'recharts';
import type { BudgetsLayout } from '@/lib/charts/layout';
import type { Paint } from '@/lib/charts/palette';
import type { BudgetsSpec, ChartPoint } from '@/lib/charts/spec';
import { MarkShape } from './marks';
import { FILL, Hairlines, OnPaper, RowWords, Words, yearTick } from './parts';

interface PlottedCost extends ChartPoint {
  colour: number | null;
  bar: { y: number; height: number };
  leads: boolean;
}

function Cost({
  cost,
  layout,
  paint,
}: {
  cost: PlottedCost;
  layout: BudgetsLayout;
  paint: Paint;
}): ReactElement {
  const colour = paint.country(cost.colour);
  const from = layout.x(0);
  const to = layout.x(cost.x);
  const middle = cost.bar.y + cost.bar.height / 2;
  if (!cost.leads) {
    return cost.mark === 'earlier' ? (
      <MarkShape mark="earlier" cx={to} cy={middle} colour={colour} paint={paint} />
    ) : (
      <path d={`M${to},${cost.bar.y - 4}v${cost.bar.height + 8}`} stroke={colour} strokeWidth={2} />
    );
  }
  const body = `M${from},${cost.bar.y}H${Math.max(to, from + 1)}v${cost.bar.height}H${from}Z`;
  const spent = cost.mark === 'actual';
  const planned = cost.mark === 'target' || cost.mark === 'ceiling';
  return (
    <>
      <path
        d={body}
        fill={spent || planned ? colour : 'none'}
        fillOpacity={spent ? 1 : 0.3}
        stroke={colour}
        strokeWidth={1.5}
        strokeDasharray={spent || planned ? undefined : '3 2.5'}
      />
      {cost.low !== null && cost.high !== null && (
        <path
          d={`M${layout.x(cost.low)},${middle}H${layout.x(cost.high)}m0,-5v10M${layout.x(cost.low)},${middle - 5}v10`}
          stroke={paint.ink}
          strokeWidth={1.3}
          fill="none"
        />
      )}
    </>
  );
}

/** What schemes cost: a bar a row, drawn to one scale of euro; wider plans below in words. */
export function BudgetsPlot({
  spec,
  layout,
  paint,
}: {
  spec: BudgetsSpec;
  layout: BudgetsLayout;
  paint: Paint;
}): ReactElement {
  const { plot, width, height } = layout;
  const axisHeight = 30;
  const bars = spec.series.filter((row) => row.kind === 'bar');
  const costs = bars.flatMap((row) => {
    const bar = layout.rows.find((placed) => placed.key === row.key)?.bar;
    return bar
      ? row.points.map(
          (point, index): PlottedCost => ({ ...point, colour: row.colour, bar, leads: index === 0 }),
        )
      : [];
  });
  const label = layout.fontSize;
  return (
    <ComposedChart
      width={width}
      height={height}
      margin={{
        top: plot.top,
        right: width - plot.right,
        bottom: Math.max(0, height - plot.bottom - axisHeight),
        left: plot.left,
      }}
      accessibilityLayer={false}
      style={{ ...FILL, fontSize: layout.fontSize }}
    >
      {bars.length > 0 && <Hairlines paint={paint} across="x" />}
      <XAxis
        dataKey="x"
        type="number"
        domain={[spec.xAxis.min, spec.xAxis.max]}
        ticks={spec.xAxis.ticks.map((tick) => tick.value)}
        interval={0}
        height={axisHeight}
        tickLine={false}
        axisLine={false}
        tick={yearTick(
          { paint, tickSize: layout.tickSize },
          spec.xAxis,
          plot.bottom + layout.tickSize + 8,
          width,
        )}
        allowDataOverflow
      />
      <YAxis
        dataKey="y"
        type="number"
        domain={[0, Math.max(1, bars.length)]}
        width={0}
        hide
        allowDataOverflow
      />
      <Scatter
        data={costs}
        isAnimationActive={false}
        shape={({ payload }: ScatterShapeProps) => (
          <Cost cost={payload as PlottedCost} layout={layout} paint={paint} />
        )}
      />
      <OnPaper paint={paint}>
        {layout.heading.map((line) => (
          <Words key={line.text} at={line} fill={paint.inkSoft} weight={600} />
        ))}
        {layout.rows.map((row) => (
          <Fragment key={row.key}>
            <RowWords row={row} paint={paint} />
            <Words at={row.value} fill={paint.ink} weight={600} size={label} />
            {row.other.map((line) => (
              <Words key={line.y} at={line} fill={paint.inkSoft} size={13} />
            ))}
          </Fragment>
        ))}
      </OnPaper>
    </ComposedChart>
  );
}
