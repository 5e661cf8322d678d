import { Fragment, type ReactElement } from 'react';
import { Scatter, type ScatterShapeProps } from 'recharts';
import type { AmountsLayout } from '@/lib/charts/layout';
import type { Paint } from '@/lib/charts/palette';
import type { AmountsSpec, ChartPoint } from '@/lib/charts/spec';
import { boundOf } from '@/lib/domain/qualifier';
import { MarkShape, px } from './marks';
import { OnPaper, RowWords, Words } from './parts';
import { RowsFrame } from './RowsFrame';

type Bar = NonNullable<AmountsLayout['rows'][number]['bar']>;

interface PlottedAmount extends ChartPoint {
  colour: number | null;
  bar: Bar;
  kind: AmountsSpec['series'][number]['kind'];
  leads: boolean;
}

/** What was computed as an interval: nothing is sure below its low end but a thin line, and no middle is drawn. */
function Interval({ amount, colour }: { amount: PlottedAmount; colour: string }): ReactElement {
  const { bar } = amount;
  const [low, high] = [bar.x(amount.low ?? amount.x), bar.x(amount.high ?? amount.x)];
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

function Amount({ amount, paint }: { amount: PlottedAmount; paint: Paint }): ReactElement {
  const colour = paint.country(amount.colour);
  const { x } = amount.bar;
  const [from, to] = [px(x(0)), px(x(amount.x))];
  if (amount.kind === 'interval') return <Interval amount={amount} colour={colour} />;
  const middle = amount.bar.y + amount.bar.height / 2;
  if (!amount.leads) {
    return amount.mark === 'earlier' ? (
      <MarkShape mark="earlier" cx={to} cy={middle} colour={colour} paint={paint} />
    ) : (
      <path d={`M${to},${amount.bar.y - 4}v${amount.bar.height + 8}`} stroke={colour} strokeWidth={2} />
    );
  }
  if (amount.kind === 'mark') {
    const beside =
      boundOf(amount.qualifier) === 'at_least'
        ? `M${px(to + 9)},${px(middle - 3)}l3,3l-3,3`
        : boundOf(amount.qualifier) === 'up_to'
          ? `M${px(to - 9)},${px(middle - 3)}l-3,3l3,3`
          : '';
    return (
      <>
        <path d={`M${from},${middle}H${to}`} stroke={colour} strokeWidth={1.3} />
        {beside !== '' && <path d={beside} fill="none" stroke={colour} strokeWidth={1.3} />}
        <MarkShape mark={amount.mark} cx={to} cy={middle} colour={colour} paint={paint} />
      </>
    );
  }
  const body = `M${from},${amount.bar.y}H${Math.max(to, from + 1)}v${amount.bar.height}H${from}Z`;
  const spent = amount.mark === 'actual' || amount.mark === 'in_force';
  const planned = amount.mark === 'target' || amount.mark === 'ceiling' || amount.mark === 'planned_start';
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
      {amount.low !== null && amount.high !== null && (
        <path
          d={`M${px(x(amount.low))},${middle}H${px(x(amount.high))}m0,-5v10M${px(x(amount.low))},${middle - 5}v10`}
          stroke={paint.ink}
          strokeWidth={1.3}
          fill="none"
        />
      )}
    </>
  );
}

/** Amounts of measures: a bar, interval or mark a row, drawn to one scale; what has none below in words. */
export function AmountsPlot({
  spec,
  layout,
  paint,
}: {
  spec: AmountsSpec;
  layout: AmountsLayout;
  paint: Paint;
}): ReactElement {
  const bars = spec.series.filter((row) => row.kind !== 'stated');
  const amounts = bars.flatMap((row) => {
    const bar = layout.rows.find((placed) => placed.key === row.key)?.bar;
    return bar
      ? row.points.map(
          (point, index): PlottedAmount => ({
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
    <RowsFrame
      layout={layout}
      axis={{ ...spec.xAxis, hairlines: spec.xAxis.ticks.length > 0 }}
      rowCount={bars.length}
      paint={paint}
    >
      <Scatter
        data={amounts}
        isAnimationActive={false}
        shape={({ payload }: ScatterShapeProps) => <Amount amount={payload as PlottedAmount} paint={paint} />}
      />
      <OnPaper paint={paint} fill={paint.inkSoft}>
        {layout.rows.map((row) => (
          <Fragment key={row.key}>
            {row.heading.map((line) => (
              <Words key={line.y} at={line} fill={paint.inkSoft} weight={600} />
            ))}
            <RowWords row={row} paint={paint} />
            {row.value.map((line) => (
              <Words key={line.y} at={line} fill={paint.ink} weight={600} size={label} />
            ))}
            {row.other.map((line) => (
              <Words key={line.y} at={line} fill={paint.inkSoft} size={13} />
            ))}
          </Fragment>
        ))}
      </OnPaper>
    </RowsFrame>
  );
}
