import type { ReactElement } from 'react';
import { Scatter, type ScatterShapeProps } from 'recharts';
import type { PlacedTimelineRow, TimelineLayout } from '@/lib/charts/layout';
import type { Paint } from '@/lib/charts/palette';
import { MARKS, type TimelineRow, type TimelineSpec } from '@/lib/charts/spec';
import { markPaint, markPath, px } from './marks';
import { OnPaper, RowWords, TodayLine } from './parts';
import { RowsFrame } from './RowsFrame';

interface PlottedRow {
  x: number;
  y: number;
  row: TimelineRow;
  placed: PlacedTimelineRow;
}

/** The track of a measure: prepared thin, ahead dashed, in force thick, then its dates. */
function Track({
  row,
  placed,
  layout,
  paint,
}: Omit<PlottedRow, 'x' | 'y'> & { layout: TimelineLayout; paint: Paint }) {
  const colour = paint.country(row.colour);
  const between = (span: { from: number; to: number }) =>
    `M${px(layout.x(span.from))},${px(placed.y)}H${px(layout.x(span.to))}`;
  const marks = MARKS.flatMap((mark) => {
    const points = row.points.filter((point) => point.mark === mark);
    return points.length === 0 ? [] : [{ mark, points }];
  });
  return (
    <>
      {row.preparing && <path d={between(row.preparing)} stroke={colour} strokeWidth={1.3} />}
      {row.ahead && <path d={between(row.ahead)} stroke={colour} strokeWidth={1.8} strokeDasharray="4 3.5" />}
      {row.inForce && <path d={between(row.inForce)} stroke={colour} strokeWidth={5} />}
      {row.inForce?.openStart && (
        <path
          d={`M${px(layout.x(row.inForce.from) + 2)},${px(placed.y - 6)}l-7,6l7,6`}
          fill="none"
          stroke={colour}
          strokeWidth={2}
        />
      )}
      {marks.map(({ mark, points }) => (
        <path
          key={mark}
          d={points.map((point) => markPath(mark, { cx: layout.x(point.x), cy: placed.y })).join('')}
          {...markPaint(mark, colour, paint)}
        />
      ))}
    </>
  );
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
  const { plot } = layout;
  const rows = spec.series.flatMap((row, index): PlottedRow[] => {
    const placed = layout.rows[index];
    return placed ? [{ x: spec.xAxis.min, y: index, row, placed }] : [];
  });
  return (
    <RowsFrame layout={layout} axis={spec.xAxis} rowCount={spec.series.length} paint={paint}>
      {layout.today && <TodayLine today={layout.today} plot={plot} paint={paint} size={layout.tickSize} />}
      <OnPaper paint={paint} fill={paint.inkSoft}>
        {layout.rows.map((placed) => (
          <RowWords key={placed.key} row={placed} paint={paint} />
        ))}
      </OnPaper>
      <Scatter
        data={rows}
        isAnimationActive={false}
        shape={({ payload }: ScatterShapeProps) => {
          const { row, placed } = payload as PlottedRow;
          return <Track row={row} placed={placed} layout={layout} paint={paint} />;
        }}
      />
    </RowsFrame>
  );
}
