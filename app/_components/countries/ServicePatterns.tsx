import { ServicePatternDefs, serviceFill } from '@/app/_components/charts/service-fills';
import { paintOf } from '@/lib/charts/palette';
import type { ServiceModel } from '@/lib/domain/codes';
import styles from './map.module.css';

const PREFIX = 'service-';
const PAINT = paintOf('page');

/** What fills a country of each service model on a page that has `ServicePatterns`. */
export function fillOf(model: ServiceModel): string {
  return serviceFill(model, PREFIX, PAINT);
}

/** The patterns that maps and swatches of a page refer to; once on a page, before the first of them. */
export function ServicePatterns() {
  return (
    <svg width="0" height="0" className={styles.patterns} aria-hidden="true" focusable="false">
      <ServicePatternDefs prefix={PREFIX} paint={PAINT} />
    </svg>
  );
}

/** The fill of a service model as a small square beside its name. */
export function ServiceSwatch({ model }: { model: ServiceModel }) {
  return (
    <svg
      width="26"
      height="18"
      viewBox="0 0 26 18"
      className={styles.swatch}
      aria-hidden="true"
      focusable="false"
    >
      <rect x="0.5" y="0.5" width="25" height="17" fill={fillOf(model)} />
    </svg>
  );
}
