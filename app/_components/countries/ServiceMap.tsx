import { PageLink } from '@/app/_components/shell/PageLink';
import { type MapDrawing, serviceMap } from '@/lib/charts/map';
import { placeNames } from '@/lib/charts/map-names';
import { SERVICE_MODELS } from '@/lib/domain/codes';
import { localePath } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import type { CountryOverview } from '@/lib/queries/country-overview';
import { countriesHref, MAP_VIEWS, type MapView } from '@/lib/view-state/country';
import styles from './map.module.css';
import { fillOf, ServicePatterns, ServiceSwatch } from './ServicePatterns';

/** Widths the map is drawn for, in CSS pixels: beside its key or across the page, and on a telephone. */
const WIDE: Readonly<Record<MapView, number>> = { europe: 760, world: 1120 };
const NARROW = 344;
const LABEL_SIZE = 13;
const DOT = { wide: 5, narrow: 3 } as const;

/**
 * The service model of each country on a map, drawn on the server; each country leads to its page. The list of countries,
 * which says the same in words, is to follow it under the id `listId`.
 */
export function ServiceMap({
  countries,
  view,
  listId,
  tr,
}: {
  countries: readonly CountryOverview[];
  view: MapView;
  listId: string;
  tr: Translator;
}) {
  const codes = countries.map(({ iso2 }) => iso2);
  const drawing = serviceMap(view, WIDE[view], codes);
  const outside = countries.filter(({ iso2 }) => !drawing.shapes.some((shape) => shape.iso2 === iso2));
  const path = localePath(tr.locale, '/countries');
  return (
    <div className={`${styles.frame} ${view === 'europe' ? styles.beside : styles.below}`}>
      <ServicePatterns />
      <div>
        <a href={`#${listId}`} className={styles.skipMap}>
          {tr.t('countries.map.skip')}
        </a>
        <Drawing drawing={drawing} size="wide" countries={countries} tr={tr} />
        <Drawing drawing={serviceMap(view, NARROW, codes)} size="narrow" countries={countries} tr={tr} />
      </div>
      <div className={styles.key}>
        <nav aria-label={tr.t('countries.map.views')}>
          <ul className={styles.views}>
            {MAP_VIEWS.map((other) => (
              <li key={other}>
                {other === view ? (
                  <span aria-current="true">{tr.t(`countries.map.view.${other}`)}</span>
                ) : (
                  <PageLink href={countriesHref(path, { map: other })} keepsPlace>
                    {tr.t(`countries.map.view.${other}`)}
                  </PageLink>
                )}
              </li>
            ))}
          </ul>
        </nav>
        <h3>{tr.t('countries.map.key')}</h3>
        <ul className={styles.models}>
          {SERVICE_MODELS.map((model) => (
            <li key={model}>
              <ServiceSwatch model={model} />
              <span>{tr.label('serviceModel', model)}</span>
              <span className={`soft ${styles.count}`}>
                {tr.number(countries.filter(({ serviceModel }) => serviceModel === model).length)}
              </span>
            </li>
          ))}
          <li>
            <svg width="26" height="18" viewBox="0 0 26 18" aria-hidden="true" focusable="false">
              <rect x="0.5" y="0.5" width="25" height="17" className={styles.otherSwatch} />
            </svg>
            <span>{tr.t('countries.map.notCovered')}</span>
          </li>
        </ul>
        {outside.length > 0 ? (
          <p className={styles.note}>
            {tr.t('countries.map.outside', {
              count: outside.length,
              names: tr.list(outside.map(({ iso2, name }) => tr.country(iso2, name))),
            })}
          </p>
        ) : null}
        <p className={styles.note}>{tr.t('contextCharts.serviceModel.borders')}</p>
      </div>
    </div>
  );
}

function Drawing({
  drawing,
  size,
  countries,
  tr,
}: {
  drawing: MapDrawing;
  size: 'wide' | 'narrow';
  countries: readonly CountryOverview[];
  tr: Translator;
}) {
  const { width, height, otherLand, shapes } = drawing;
  const byCode = new Map(countries.map((country) => [country.iso2, country]));
  const nameOf = ({ iso2, name }: CountryOverview) => tr.country(iso2, name);
  const shown = shapes.flatMap((shape) => {
    const country = byCode.get(shape.iso2);
    return country ? [{ shape, country }] : [];
  });
  // Solid shapes lie above the hatched ones, so that the paper-coloured line around them is whole; dots above all.
  const layerOf = ({ shape, country }: (typeof shown)[number]) =>
    shape.dot ? 2 : country.serviceModel === 'universal_conscription' ? 1 : 0;
  const titleId = `map-${size}-title`;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className={`${styles.map} ${size === 'wide' ? styles.wide : styles.narrow}`}
      role="graphics-document"
      aria-labelledby={titleId}
    >
      <title id={titleId}>{tr.t('countries.map.title')}</title>
      <path d={otherLand} className={styles.other} />
      {[...shown]
        .sort((a, b) => layerOf(a) - layerOf(b))
        .map(({ shape, country }) => {
          const words = tr.t('countries.map.country', {
            country: nameOf(country),
            model: tr.inSentence(tr.label('serviceModel', country.serviceModel)),
          });
          const solid = country.serviceModel === 'universal_conscription' ? styles.solid : undefined;
          return (
            <a
              key={shape.iso2}
              href={localePath(tr.locale, `/countries/${shape.iso2.toLowerCase()}`)}
              className={styles.country}
              aria-label={words}
            >
              <title>{words}</title>
              {shape.path === '' ? null : (
                <path d={shape.path} fill={fillOf(country.serviceModel)} className={solid} />
              )}
              {shape.dot ? (
                <circle cx={shape.dot.x} cy={shape.dot.y} r={DOT[size]} fill={fillOf(country.serviceModel)} />
              ) : null}
            </a>
          );
        })}
      {size === 'wide' ? (
        <svg className={styles.labels} aria-hidden="true" focusable="false">
          {placeNames(
            shown.map(({ shape, country }) => ({ shape, name: nameOf(country) })),
            LABEL_SIZE,
            width,
            DOT.wide,
          ).map(({ iso2, text, x, y, anchor }) => (
            <text key={iso2} x={x} y={y} textAnchor={anchor}>
              {text}
            </text>
          ))}
        </svg>
      ) : null}
    </svg>
  );
}
