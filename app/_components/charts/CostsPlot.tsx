import { Fragment, type ReactElement } from 'react';
import { ComposedChart, Scatter, type ScatterShapeProps, XAxis, YAxis } from 'recharts';
import type { CostsLayout } from '@/lib/charts/layout';
import type { Paint } from '@/lib/charts/palette';
import type { ChartPoint, CostsSpec } from '@/lib/charts/spec';
import { MarkShape, px } from './marks';
import { FILL, Hairlines, OnPaper, RowWords, Words, yearTick } from './parts';

type Bar = NonNullable<CostsLayout['rows'][number]['bar']>;

interface PlottedCost extends ChartPoint {
  colour: number | null;
  bar: Bar;
  kind: CostsSpec['series'][number]['kind'];
  leads: boolean;
}

/** What was computed as an interval: nothing is sure below its low end but a thin line, and no middle is drawn. */
function Interval({ cost, colour }: { cost: PlottedCost; colour: string }): ReactElement {
  const { bar } = cost;
  const [low, high] = [bar.x(cost.low ?? cost.x), bar.x(cost.high ?? cost.x)];
  const middle = bar.y + bar.height / 2;
  return (
    <>
      <path
        d={`M${px(bar.x(0))},${middle}H${px(low)}`}
        stroke={colour}
        strokeWidth={1}
        strokeDasharray="2 3"
      />
      <path
        d={`M${px(low)},${bar.y}H${px(Math.max(high, low + 2))}v${bar.height}H${px(low)}Z`}
        fill={colour}
        fillOpacity={0.3}
        stroke={colour}
        strokeWidth={1.5}
      />
    </>
  );
}

function Cost({ cost, paint }: { cost: PlottedCost; paint: Paint }): ReactElement {
  const colour = paint.country(cost.colour);
  const { x } = cost.bar;
  const [from, to] = [px(x(0)), px(x(cost.x))];
  if (cost.kind === 'interval') return <Interval cost={cost} colour={colour} />;
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
          d={`M${px(x(cost.low))},${middle}H${px(x(cost.high))}m0,-5v10M${px(x(cost.low))},${middle - 5}v10`}
          stroke={paint.ink}
          strokeWidth={1.3}
          fill="none"
        />
      )}
    </>
  );
}

/** What schemes cost: a bar or interval a row, drawn to one scale; what has none below in words. */
export function CostsPlot({
  spec,
  layout,
  paint,
}: {
  spec: CostsSpec;
  layout: CostsLayout;
  paint: Paint;
}): ReactElement {
  const { plot, width, height } = layout;
  const axisHeight = 30;
  const bars = spec.series.filter((row) => row.kind !== 'stated');
  const costs = bars.flatMap((row) => {
    const bar = layout.rows.find((placed) => placed.key === row.key)?.bar;
    return bar
      ? row.points.map(
          (point, index): PlottedCost => ({
            ...point,
            colour: row.colour,
            bar,
            kind: row.kind,
            leads: index === 0,
          }),
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
      {spec.xAxis.ticks.length > 0 && <Hairlines paint={paint} across="x" />}
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
        shape={({ payload }: ScatterShapeProps) => <Cost cost={payload as PlottedCost} paint={paint} />}
      />
      <OnPaper paint={paint} fill={paint.inkSoft}>
        {layout.rows.map((row) => (
          <Fragment key={row.key}>
            {row.heading && <Words at={row.heading} fill={paint.inkSoft} weight={600} />}
            <RowWords row={row} paint={paint} />
            {row.value && <Words at={row.value} fill={paint.ink} weight={600} size={label} />}
            {row.other.map((line) => (
              <Words key={line.y} at={line} fill={paint.inkSoft} size={13} />
            ))}
          </Fragment>
        ))}
      </OnPaper>
    </ComposedChart>
  );
}
