import { SERVICE_MODELS, type ServiceModel } from '@/lib/domain/codes';
import styles from './map.module.css';

/** What fills a country of each service model: from solid to blank, the less is asked of people the lighter. */
export function fillOf(model: ServiceModel): string {
  switch (model) {
    case 'universal_conscription':
      return 'var(--accent)';
    case 'selective_conscription':
    case 'voluntary_service':
    case 'professional_only':
    case 'no_armed_forces':
      return `url(#service-${model})`;
  }
}

function Pattern({ model }: { model: ServiceModel }) {
  switch (model) {
    case 'universal_conscription':
      return null;
    case 'selective_conscription':
      return <path d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" className={styles.thick} />;
    case 'voluntary_service':
      return <circle cx="3" cy="3" r="1.5" className={styles.spot} />;
    case 'professional_only':
      return <path d="M0 3H6" className={styles.thin} />;
    case 'no_armed_forces':
      return <path d="M1.5 1.5L4.5 4.5M4.5 1.5L1.5 4.5" className={styles.thin} />;
  }
}

/** The patterns that maps and swatches of a page refer to; once on a page, before the first of them. */
export function ServicePatterns() {
  return (
    <svg width="0" height="0" className={styles.patterns} aria-hidden="true" focusable="false">
      <defs>
        {SERVICE_MODELS.map((model) =>
          model === 'universal_conscription' ? null : (
            <pattern key={model} id={`service-${model}`} width="6" height="6" patternUnits="userSpaceOnUse">
              <rect width="6" height="6" className={styles.ground} />
              <Pattern model={model} />
            </pattern>
          ),
        )}
      </defs>
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
