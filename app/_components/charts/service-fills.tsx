import type { ReactElement } from 'react';
import type { Paint } from '@/lib/charts/palette';
import { SERVICE_MODELS, type ServiceModel } from '@/lib/domain/codes';

/** What the hatching of a model is made of, in a square of 6 by 6: the less is asked of people, the lighter. */
function Hatching({ model, paint }: { model: ServiceModel; paint: Paint }): ReactElement | null {
  switch (model) {
    case 'universal_conscription':
      return null;
    case 'selective_conscription':
      return <path d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" stroke={paint.accent} strokeWidth={2.2} />;
    case 'voluntary_service':
      return <circle cx="3" cy="3" r="1.5" fill={paint.accent} />;
    case 'professional_only':
      return <path d="M0 3H6" stroke={paint.accent} strokeWidth={0.9} />;
    case 'no_armed_forces':
      return <path d="M1.5 1.5L4.5 4.5M4.5 1.5L1.5 4.5" stroke={paint.accent} strokeWidth={0.9} />;
  }
}

/** The patterns that `serviceFill` refers to under the same prefix; once in a document, before the first of them. */
export function ServicePatternDefs({
  prefix,
  paint,
  models = SERVICE_MODELS,
}: {
  prefix: string;
  paint: Paint;
  models?: readonly ServiceModel[];
}): ReactElement {
  return (
    <defs data-own="">
      {models.map((model) =>
        model === 'universal_conscription' ? null : (
          <pattern key={model} id={`${prefix}${model}`} width="6" height="6" patternUnits="userSpaceOnUse">
            <rect width="6" height="6" fill={paint.paper} />
            <Hatching model={model} paint={paint} />
          </pattern>
        ),
      )}
    </defs>
  );
}

/** What fills a country of each service model: solid where everyone is called, else its hatching. */
export function serviceFill(model: ServiceModel, prefix: string, paint: Paint): string {
  return model === 'universal_conscription' ? paint.accent : `url(#${prefix}${model})`;
}
