import type { ReactElement } from 'react';
import { ComposedChart, Scatter, type ScatterShapeProps, XAxis, YAxis } from 'recharts';
import type { LinesLayout } from '@/lib/charts/layout';
import type { Paint } from '@/lib/charts/palette';
import type { ChartPoint, LineSeries, LinesSpec } from '@/lib/charts/spec';
import type { Basis } from '@/lib/domain/codes';
import { boundOf } from '@/lib/domain/qualifier';
import { ClaimSign, markPaint, markPath, px } from './marks';
import {
  axisTick,
  countTick,
  DirectLabelText,
  FILL,
  Hairlines,
  OnPaper,
  OverMarks,
  TodayLine,
  Words,
} from './parts';

/** What is drawn in one go: the line of a series, or its marks. Recharts places one shape for each. */
interface Drawn {
  x: number;
  y: number;
  part: 'line' | 'marks';
  series: LineSeries;
}

/** What is sure lies on top. */
const DRAWING_ORDER: readonly (Basis | null)[] = [
  null,
  'claim',
  'ambition',
  'ceiling',
  'estimate',
  'target',
  'actual',
];

interface ShapeProps {
  series: LineSeries;
  /** Every point of the chart by id: a line may pass through one that another series draws. */
  points: ReadonlyMap<string, ChartPoint>;
  layout: LinesLayout;
  paint: Paint;
}

/** Dashes by basis: what happened is a solid line. */
function SeriesLine({ series, points, layout, paint }: ShapeProps): ReactElement {
  const passed = series.line.flatMap((id) => points.get(id) ?? []);
  const d = passed.map((point) => `${px(layout.x(point.x))},${px(layout.y(point.y))}`).join('L');
  const dashes = { actual: undefined, target: '5 4', ambition: '1 4' };
  const dash =
    series.basis && series.basis in dashes ? dashes[series.basis as keyof typeof dashes] : undefined;
  return (
    <path
      d={`M${d}`}
      fill="none"
      stroke={paint.country(series.colour)}
      strokeWidth={series.faint || series.basis === 'ambition' ? 1.3 : 2}
      strokeDasharray={series.faint ? '3 3' : dash}
    />
  );
}

/** Signs beside a mark: the years it is said for, its stated range, "at least" and "up to". */
function besideMark(point: ChartPoint, layout: LinesLayout): string {
  const cx = px(layout.x(point.x));
  const cy = px(layout.y(point.y));
  const reach = point.mark === 'claim' ? 9 : 7;
  const span = point.spanStart === null ? '' : `M${px(layout.x(point.spanStart))},${cy}H${cx}`;
  if (point.low !== null && point.high !== null) {
    const [low, high] = [px(layout.y(point.low)), px(layout.y(point.high))];
    return `${span}M${cx},${low}V${high}M${px(cx - 4)},${low}h8M${px(cx - 4)},${high}h8`;
  }
  if (boundOf(point.qualifier) === 'at_least') return `${span}M${px(cx - 3)},${px(cy - reach)}l3,-3l3,3`;
  if (boundOf(point.qualifier) === 'up_to' && point.mark !== 'ceiling') {
    return `${span}M${px(cx - 3)},${px(cy + reach)}l3,3l3,-3`;
  }
  return span;
}

function SeriesMarks({ series, layout, paint }: ShapeProps): ReactElement {
  const colour = paint.country(series.colour);
  const beside = series.points.map((point) => besideMark(point, layout)).join('');
  const kinds = [...new Set(series.points.map((point) => point.mark))];
  return (
    <>
      {beside !== '' && <path d={beside} fill="none" stroke={colour} strokeWidth={1.3} />}
      {kinds.map((mark) => {
        const points = series.points.filter((point) => point.mark === mark);
        const marks = points.map((point) =>
          markPath(mark, {
            cx: layout.x(point.x),
            cy: layout.y(point.y),
            triangle: series.kind === 'trained',
            past: series.faint || (layout.today !== null && layout.x(point.x) < layout.today.x),
          }),
        );
        return <path key={mark} d={marks.join('')} {...markPaint(mark, colour, paint)} />;
      })}
      {series.points.map((point) =>
        point.mark === 'claim' ? (
          <ClaimSign
            key={point.id}
            cx={layout.x(point.x)}
            cy={layout.y(point.y)}
            fill={paint.countryText(series.colour)}
          />
        ) : null,
      )}
    </>
  );
}

/** An arrow from a promise to the one that took its place, clear of both marks. */
function arrowPath(
  from: { x: number; y: number },
  to: { x: number; y: number },
  clear: number,
  head: number,
): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length < 2 * clear + head) return '';
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const [startX, startY] = [from.x + ux * clear, from.y + uy * clear];
  const [endX, endY] = [to.x - ux * clear, to.y - uy * clear];
  const wing = (side: 1 | -1) =>
    `${px(endX - ux * head + side * uy * head * 0.55)},${px(endY - uy * head - side * ux * head * 0.55)}`;
  return `M${px(startX)},${px(startY)}L${px(endX)},${px(endY)}M${wing(1)}L${px(endX)},${px(endY)}L${wing(-1)}`;
}

function Moves({
  spec,
  points,
  layout,
  paint,
}: {
  spec: LinesSpec;
  points: ReadonlyMap<string, ChartPoint>;
  layout: LinesLayout;
  paint: Paint;
}): ReactElement {
  const d = spec.moves
    .map(({ fromId, toId }) => {
      const [from, to] = [points.get(fromId), points.get(toId)];
      if (!from || !to) return '';
      const at = (point: ChartPoint) => ({ x: layout.x(point.x), y: layout.y(point.y) });
      return arrowPath(at(from), at(to), 8, 7);
    })
    .join('');
  return <path d={d} fill="none" stroke={paint.ink} strokeWidth={1.5} />;
}

/** Days of events as thin lines under the figures. */
function EventLines({ layout, paint }: { layout: LinesLayout; paint: Paint }): ReactElement {
  return (
    <>
      {layout.events.map(({ pointId, colour, number }) => (
        <path
          key={pointId}
          d={`M${px(number.x)},${px(number.y + 4)}V${px(layout.plot.bottom)}`}
          stroke={paint.country(colour)}
          strokeWidth={1}
          strokeDasharray="2 2"
        />
      ))}
    </>
  );
}

/** Their numbers in the plot, and below it what these mean. */
function EventWords({ layout, paint }: { layout: LinesLayout; paint: Paint }): ReactElement {
  return (
    <OnPaper paint={paint} fill={paint.inkSoft} size={layout.tickSize}>
      {layout.events.flatMap(({ pointId, colour, number, inList }) => [
        <Words key={pointId} at={number} fill={paint.countryText(colour)} weight={600} />,
        <Words key={`${pointId} no`} at={inList.number} fill={paint.countryText(colour)} weight={600} />,
        ...inList.words.map((line) => <Words key={`${pointId} ${line.y}`} at={line} />),
      ])}
    </OnPaper>
  );
}

/** People by year: lines where figures may be joined, a mark for each figure, labels, and arrows between promises. */
export function LinesPlot({
  spec,
  layout,
  paint,
}: {
  spec: LinesSpec;
  layout: LinesLayout;
  paint: Paint;
}): ReactElement {
  const { plot, width, height } = layout;
  const axisHeight = 30;
  const points = new Map(spec.series.flatMap((one) => one.points.map((point) => [point.id, point] as const)));
  const inOrder = [...spec.series].sort(
    (a, b) =>
      Number(b.faint) - Number(a.faint) || DRAWING_ORDER.indexOf(a.basis) - DRAWING_ORDER.indexOf(b.basis),
  );
  const drawn = (['line', 'marks'] as const).flatMap((part) =>
    inOrder.flatMap((series): Drawn[] => {
      const last = series.points.at(-1);
      return last && (part === 'marks' || series.line.length > 1)
        ? [{ x: last.x, y: last.y, part, series }]
        : [];
    }),
  );
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
      style={{ ...FILL, fontSize: layout.fontSize }}
    >
      <Hairlines paint={paint} across="y" />
      <XAxis
        dataKey="x"
        type="number"
        domain={[spec.xAxis.min, spec.xAxis.max]}
        ticks={layout.xTicks.map((tick) => tick.value)}
        interval={0}
        height={axisHeight}
        tickLine={false}
        axisLine={false}
        tick={axisTick({ ...frame, xTicks: layout.xTicks }, plot.bottom + layout.tickSize + 9)}
        allowDataOverflow
      />
      <YAxis
        dataKey="y"
        type="number"
        scale={spec.yAxis.scale ?? 'linear'}
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
      {layout.events.length > 0 && <EventLines layout={layout} paint={paint} />}
      <Scatter
        data={drawn}
        isAnimationActive={false}
        shape={({ payload }: ScatterShapeProps) => {
          const { part, series } = payload as Drawn;
          const Shape = part === 'line' ? SeriesLine : SeriesMarks;
          return <Shape series={series} points={points} layout={layout} paint={paint} />;
        }}
      />
      {spec.moves.length > 0 && <Moves spec={spec} points={points} layout={layout} paint={paint} />}
      <OverMarks>
        {layout.labels.map((label) => (
          <DirectLabelText key={label.pointId} label={label} paint={paint} />
        ))}
        {layout.events.length > 0 && <EventWords layout={layout} paint={paint} />}
      </OverMarks>
    </ComposedChart>
  );
}
