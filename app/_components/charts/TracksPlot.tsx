import type { ReactElement } from 'react';
import { Scatter, type ScatterShapeProps } from 'recharts';
import type { TracksLayout } from '@/lib/charts/layout-tracks';
import type { Paint } from '@/lib/charts/palette';
import type { ChartPoint, Mark, TrackRow, TracksSpec } from '@/lib/charts/spec';
import { boundOf } from '@/lib/domain/qualifier';
import { ClaimSign, markPaint, markPath, px } from './marks';
import { OnPaper, RowWords, Words } from './parts';
import { RowsFrame } from './RowsFrame';

interface PlottedRow {
  x: number;
  y: number;
  row: TrackRow;
  placed: TracksLayout['rows'][number];
}

/** Whiskers of ranges, "at least" and "up to" along the track. */
function besideMarks(points: readonly ChartPoint[], layout: TracksLayout, y: number): string {
  return points
    .map(({ x, low, high, qualifier, mark }) => {
      const at = px(layout.x(x));
      if (low !== null && high !== null) {
        const [from, to] = [px(layout.x(low)), px(layout.x(high))];
        return `M${from},${y}H${to}M${from},${y - 5}v10M${to},${y - 5}v10`;
      }
      if (boundOf(qualifier) === 'at_least') return `M${px(at + 7)},${y - 3}l3,3l-3,3`;
      if (boundOf(qualifier) === 'up_to' && mark !== 'ceiling') return `M${px(at - 7)},${y - 3}l-3,3l3,3`;
      return '';
    })
    .join('');
}

/** What is drawn over what where marks meet: a reference work's figure under all, what happened over all. */
const depthOf = (mark: Mark): number => (mark === 'reference' ? 0 : mark === 'actual' ? 2 : 1);

/** One row's track: the way planned as a thin line, what is now and what is planned as marks. */
function Track({
  row,
  placed,
  layout,
  paint,
}: Omit<PlottedRow, 'x' | 'y'> & { layout: TracksLayout; paint: Paint }): ReactElement {
  const colour = paint.country(row.colour);
  const y = px(placed.y);
  const at = (id: string) => row.points.find((point) => point.id === id);
  const [from, to] = row.ahead ? [at(row.ahead.fromId), at(row.ahead.toId)] : [];
  const beside = besideMarks(row.points, layout, y);
  const kinds = [...new Set(row.points.map((point) => point.mark))].sort((a, b) => depthOf(a) - depthOf(b));
  return (
    <>
      {from && to && (
        <path
          d={`M${px(layout.x(from.x))},${y}H${px(layout.x(to.x))}`}
          stroke={colour}
          strokeWidth={1.5}
          strokeDasharray="5 4"
        />
      )}
      {beside !== '' && <path d={beside} fill="none" stroke={colour} strokeWidth={1.3} />}
      {kinds.map((mark) => {
        const marks = row.points
          .filter((point) => point.mark === mark)
          .map((point) => markPath(mark, { cx: layout.x(point.x), cy: placed.y }));
        const own = mark === 'reference' ? paint.country(null) : colour;
        return <path key={mark} d={marks.join('')} {...markPaint(mark, own, paint)} />;
      })}
      {row.points.map((point) =>
        point.mark === 'claim' ? (
          <ClaimSign
            key={point.id}
            cx={layout.x(point.x)}
            cy={placed.y}
            fill={paint.countryText(row.colour)}
          />
        ) : null,
      )}
    </>
  );
}

/** A track a row, on one scale of people or of per cent. */
export function TracksPlot({
  spec,
  layout,
  paint,
}: {
  spec: TracksSpec;
  layout: TracksLayout;
  paint: Paint;
}): ReactElement {
  const rows = spec.series.flatMap((row, index): PlottedRow[] => {
    const placed = layout.rows[index];
    return placed ? [{ x: spec.xAxis.min, y: index, row, placed }] : [];
  });
  return (
    <RowsFrame layout={layout} axis={spec.xAxis} rowCount={spec.series.length} paint={paint}>
      <OnPaper paint={paint} fill={paint.inkSoft}>
        {layout.rows.map((placed) => (
          <RowWords key={placed.key} row={placed} paint={paint} />
        ))}
      </OnPaper>
      <OnPaper paint={paint} fill={paint.ink} size={13}>
        {layout.rows.flatMap(({ key, value }) =>
          value.map((line) => <Words key={`${key} ${line.y}`} at={line} />),
        )}
      </OnPaper>
      <OnPaper paint={paint} fill={paint.inkSoft} size={layout.tickSize} anchor="middle">
        {layout.rows.flatMap(({ key, labels }) =>
          labels.map((label) => <Words key={`${key} ${label.text}`} at={label} anchored />),
        )}
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
