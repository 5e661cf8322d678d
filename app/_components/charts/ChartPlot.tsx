import type { ReactElement } from 'react';
import { asFocused } from '@/lib/charts/focus';
import { layoutChart } from '@/lib/charts/layout';
import { paintOf, type Theme } from '@/lib/charts/palette';
import type { ChartSpec } from '@/lib/charts/spec';
import { AmountsPlot } from './AmountsPlot';
import { DeliveryPlot } from './DeliveryPlot';
import { LinesPlot } from './LinesPlot';
import { ServiceMapPlot } from './ServiceMapPlot';
import { TimelinePlot } from './TimelinePlot';
import { TracksPlot } from './TracksPlot';

/** A chart drawn by Recharts for a width in CSS pixels: the same on the server and in the browser. */
export function ChartPlot({
  spec: given,
  width,
  theme,
  idPrefix,
  plotHeight = null,
}: {
  spec: ChartSpec;
  width: number;
  theme: Theme;
  /** Makes the ids of this drawing its own where several stand in one page. */
  idPrefix: string;
  /** Where lines, panels or a map are drawn for a box: the height of a plot area. */
  plotHeight?: number | null;
}): ReactElement {
  const paint = paintOf(theme);
  const spec = asFocused(given);
  switch (spec.slug) {
    case 'intake-targets':
    case 'target-revisions':
    case 'defence-spending':
      return <LinesPlot spec={spec} layout={layoutChart(spec, width, plotHeight)} paint={paint} />;
    case 'budgets':
    case 'cost-per-recruit':
    case 'service-length':
    case 'pay':
      return <AmountsPlot spec={spec} layout={layoutChart(spec, width)} paint={paint} />;
    case 'timeline':
      return <TimelinePlot spec={spec} layout={layoutChart(spec, width)} paint={paint} />;
    case 'forces':
    case 'public-support':
      return <TracksPlot spec={spec} layout={layoutChart(spec, width)} paint={paint} />;
    case 'service-model':
      return (
        <ServiceMapPlot
          spec={spec}
          layout={layoutChart(spec, width, plotHeight)}
          paint={paint}
          prefix={`${idPrefix}-`}
        />
      );
    case 'delivery':
      return <DeliveryPlot spec={spec} layout={layoutChart(spec, width, plotHeight)} paint={paint} />;
  }
}
