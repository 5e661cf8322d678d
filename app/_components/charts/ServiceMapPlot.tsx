import type { ReactElement } from 'react';
import type { MapLayout, PlacedShape } from '@/lib/charts/layout-map';
import type { Paint } from '@/lib/charts/palette';
import type { MapCategory, ServiceMapSpec } from '@/lib/charts/spec';
import { SERVICE_MODELS, type ServiceModel } from '@/lib/domain/codes';
import { px } from './marks';
import { FILL, OnPaper, Words } from './parts';
import { ServicePatternDefs, serviceFill } from './service-fills';

/** Hatched shapes lie below solid ones, so that the line around these is whole. */
const LAYERS: readonly MapCategory[] = [
  'not_known',
  'no_armed_forces',
  'professional_only',
  'voluntary_service',
  'selective_conscription',
  'universal_conscription',
];

interface Ink {
  fill: string;
  stroke: string;
  dashes?: string;
}

const isModel = (key: MapCategory): key is ServiceModel => key !== 'not_known';

/** How countries of a category are filled and outlined; a solid one is parted from its neighbours by paper. */
function inkOf(category: MapCategory, prefix: string, paint: Paint): Ink {
  if (!isModel(category)) return { fill: paint.paper, stroke: paint.inkSoft, dashes: '2 2' };
  const stroke = category === 'universal_conscription' ? paint.paper : paint.accent;
  return { fill: serviceFill(category, prefix, paint), stroke };
}

function Countries({ shapes, ink }: { shapes: readonly PlacedShape[]; ink: Ink }): ReactElement {
  return (
    <g
      fill={ink.fill}
      stroke={ink.stroke}
      strokeWidth={0.8}
      strokeLinejoin="round"
      strokeDasharray={ink.dashes}
    >
      {shapes.map(({ pointId, path }) =>
        path === '' ? null : <path key={pointId} d={path} data-point={pointId} />,
      )}
    </g>
  );
}

/**
 * The map and, beside or below it, who has which model. Recharts has no maps: the shapes are drawn as they are laid out, on
 * the same way to page, file and embed as every other chart.
 */
export function ServiceMapPlot({
  spec,
  layout,
  paint,
  prefix,
}: {
  spec: ServiceMapSpec;
  layout: MapLayout;
  paint: Paint;
  /** Of the ids of its patterns. */
  prefix: string;
}): ReactElement {
  const { width, height, map, dot, names, groups, credit } = layout;
  const shown = LAYERS.filter((category) => layout.shapes.some((shape) => shape.category === category));
  const models = SERVICE_MODELS.filter((model) => spec.series.some(({ key }) => key === model));
  const dots = layout.shapes.filter((shape) => shape.dot !== null);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} style={FILL} aria-hidden="true">
      <ServicePatternDefs prefix={prefix} paint={paint} models={models} />
      <defs data-own="">
        <clipPath id={`${prefix}frame`}>
          <rect width={map.width} height={map.height} />
        </clipPath>
      </defs>
      <g clipPath={`url(#${prefix}frame)`} stroke="none">
        <path d={layout.otherLand} fill={paint.wash} stroke={paint.hairline} strokeWidth={0.6} />
        {shown.map((category) => (
          <Countries
            key={category}
            shapes={layout.shapes.filter((shape) => shape.category === category)}
            ink={inkOf(category, prefix, paint)}
          />
        ))}
        {dots.map(({ pointId, category, dot: at }) => (
          <circle
            key={pointId}
            cx={px(at?.x ?? 0)}
            cy={px(at?.y ?? 0)}
            r={dot}
            fill={inkOf(category, prefix, paint).fill}
            stroke={paint.ink}
            strokeWidth={0.8}
            data-point={pointId}
          />
        ))}
      </g>
      {/* Names stand on hatching, so their band is paper even where the picture has none. */}
      <OnPaper paint={{ ...paint, halo: paint.paper }} fill={paint.ink} size={layout.nameSize}>
        {names.map(({ iso2, text, x, y, anchor }) => (
          <Words key={iso2} at={{ x, y, anchor, text }} weight={600} />
        ))}
      </OnPaper>
      {groups.map(({ key, swatch, label, count, lines }) => {
        const ink = key === null ? { fill: paint.wash, stroke: paint.hairline } : inkOf(key, prefix, paint);
        return [
          <rect
            key={`${key} swatch`}
            x={px(swatch.x) + 0.5}
            y={px(swatch.y) + 0.5}
            width={swatch.width - 1}
            height={swatch.height - 1}
            fill={ink.fill}
            stroke={key === 'universal_conscription' ? paint.accent : ink.stroke}
            strokeDasharray={'dashes' in ink ? ink.dashes : undefined}
          />,
          ...label.map(({ x, y, text }, index) => (
            <text key={`${key} ${y}`} x={px(x)} y={px(y)} fill={paint.inkSoft} fontSize={layout.tickSize}>
              <tspan fontWeight={600} fill={paint.ink}>
                {text}
              </tspan>
              {index === label.length - 1 && count !== '' ? ` ${count}` : null}
            </text>
          )),
          ...lines.map((line) => (
            <Words key={`${key} ${line.y}`} at={line} fill={paint.ink} size={layout.tickSize} />
          )),
        ];
      })}
      {credit.map((line) => (
        <Words key={line.y} at={line} fill={paint.inkSoft} size={layout.creditSize} />
      ))}
    </svg>
  );
}
