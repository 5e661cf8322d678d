import type { ReactElement } from 'react';
import { ComposedChart, Scatter, type ScatterShapeProps, XAxis, YAxis } from 'recharts';
import type { DeliveryLayout, PlacedPanel } from '@/lib/charts/layout-delivery';
import type { Paint } from '@/lib/charts/palette';
import type { ChartPoint, DeliveryPanel, DeliverySpec, Mark } from '@/lib/charts/spec';
import { markPaint, markPath, px } from './marks';
import { FILL, OnPaper, OverMarks, RowWords, Words } from './parts';

interface PlottedPanel {
  x: number;
  y: number;
  panel: DeliveryPanel;
  placed: PlacedPanel;
}

/** What is sure lies on top. */
const DRAWING_ORDER: readonly Mark[] = ['earlier_target', 'target', 'actual'];

/** What was planned and what came: marks by year, the gap between them, the way to the next target. */
function Panel({
  panel,
  placed,
  paint,
}: Pick<PlottedPanel, 'panel' | 'placed'> & { paint: Paint }): ReactElement {
  const colour = paint.country(panel.colour);
  const { plot, x, y } = placed;
  const points = new Map(panel.points.map((point) => [point.id, point]));
  const at = (point: ChartPoint) => `${px(x(point.x))},${px(y(point.y))}`;
  const through = (ids: readonly string[]) => ids.flatMap((id) => points.get(id) ?? []);
  const gaps = panel.gaps.flatMap(({ plannedId, cameId }) => {
    const [planned, came] = through([plannedId, cameId]);
    return planned && came ? [`M${at(planned)}V${px(y(came.y))}`] : [];
  });
  const [now, next] = panel.ahead ? through([panel.ahead.fromId, panel.ahead.toId]) : [];
  const whiskers = panel.points.flatMap(({ x: year, low, high }) =>
    low === null || high === null
      ? []
      : [`M${px(x(year))},${px(y(low))}V${px(y(high))}m-4,0h8M${px(x(year) - 4)},${px(y(low))}h8`],
  );
  const spans = panel.points.flatMap((point) =>
    point.spanStart === null ? [] : [`M${px(x(point.spanStart))},${px(y(point.y))}H${px(x(point.x))}`],
  );
  const beside = [...whiskers, ...spans].join('');
  return (
    <>
      <path
        d={placed.rules.map((rule) => `M${px(plot.left)},${px(rule.y)}H${px(plot.right)}`).join('')}
        stroke={paint.hairline}
        strokeWidth={1}
      />
      <path d={gaps.join('')} stroke={colour} strokeOpacity={0.3} strokeWidth={7} />
      <path d={`M${through(panel.line).map(at).join('L')}`} fill="none" stroke={colour} strokeWidth={2} />
      {now && next && (
        <path d={`M${at(now)}L${at(next)}`} stroke={colour} strokeWidth={1.3} strokeDasharray="2 3" />
      )}
      {beside !== '' && <path d={beside} fill="none" stroke={colour} strokeWidth={1.3} />}
      {DRAWING_ORDER.map((mark) => {
        const marks = panel.points
          .filter((point) => point.mark === mark)
          .map((point) => markPath(mark, { cx: x(point.x), cy: y(point.y) }));
        return marks.length > 0 ? (
          <path key={mark} d={marks.join('')} {...markPaint(mark, colour, paint)} />
        ) : null;
      })}
    </>
  );
}

/** Planned against came: small multiples, each on its own scale. */
export function DeliveryPlot({
  spec,
  layout,
  paint,
}: {
  spec: DeliverySpec;
  layout: DeliveryLayout;
  paint: Paint;
}): ReactElement {
  const { width, height } = layout;
  const panels = spec.series.flatMap((panel, index): PlottedPanel[] => {
    const placed = layout.panels[index];
    return placed ? [{ x: 0, y: 0, panel, placed }] : [];
  });
  return (
    <ComposedChart
      width={width}
      height={height}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      style={{ ...FILL, fontSize: layout.fontSize }}
    >
      <XAxis dataKey="x" type="number" domain={[0, width]} height={0} hide allowDataOverflow />
      <YAxis dataKey="y" type="number" domain={[0, height]} width={0} hide allowDataOverflow />
      <Scatter
        data={panels}
        isAnimationActive={false}
        shape={({ payload }: ScatterShapeProps) => {
          const { panel, placed } = payload as PlottedPanel;
          return <Panel panel={panel} placed={placed} paint={paint} />;
        }}
      />
      <OnPaper paint={paint} fill={paint.inkSoft}>
        {layout.panels.map((placed) => (
          <RowWords key={placed.key} row={placed} paint={paint} />
        ))}
      </OnPaper>
      <OnPaper paint={paint} fill={paint.inkSoft} size={layout.tickSize}>
        {layout.panels.flatMap((placed) =>
          [...placed.rules.map((rule) => rule.text), ...placed.years].map((text) => (
            <Words key={`${placed.key} ${text.x} ${text.y}`} at={text} />
          )),
        )}
      </OnPaper>
      <OverMarks>
        <OnPaper paint={paint} size={layout.tickSize}>
          {layout.panels.flatMap((placed) =>
            [...placed.gaps, ...(placed.growth ? [placed.growth] : [])].map((text) => (
              <Words
                key={`${placed.key} ${text.x} ${text.y}`}
                at={text}
                fill={paint.countryText(placed.colour)}
                weight={placed.gaps.includes(text) ? 600 : undefined}
              />
            )),
          )}
        </OnPaper>
      </OverMarks>
    </ComposedChart>
  );
}
