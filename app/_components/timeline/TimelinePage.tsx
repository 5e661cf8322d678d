import { HowToCite } from '@/app/_components/cite/HowToCite';
import { CodeUse } from '@/app/_components/code-use/CodeUse';
import { codeUseWords } from '@/app/_components/code-use/words';
import { CsvLinks } from '@/app/_components/controls/CsvLinks';
import { Problems } from '@/app/_components/controls/Problems';
import { PageHead } from '@/app/_components/reference/PageHead';
import reference from '@/app/_components/reference/reference.module.css';
import { Section } from '@/app/_components/reference/Section';
import { PageLink } from '@/app/_components/shell/PageLink';
import { Shell } from '@/app/_components/shell/Shell';
import { Still } from '@/app/_components/still/Still';
import { siteOrigin } from '@/app/_data/origin';
import { API_PATH } from '@/lib/api/ask';
import { codeExamples } from '@/lib/api/snippets';
import { assignCountryColours } from '@/lib/charts/palette';
import { CONTEXT_THEMES, REGIONS } from '@/lib/domain/codes';
import { type Locale, localePath } from '@/lib/i18n/locales';
import { type Translator, translator } from '@/lib/i18n/translator';
import type { SearchParamsInput } from '@/lib/view-state/audit';
import { eventsFileHref } from '@/lib/view-state/files';
import { problemMessages } from '@/lib/view-state/problems';
import { inWindow, timelineHref, WHOLE_TIMELINE, windowSteps } from '@/lib/view-state/timeline';
import { EventList } from './EventList';
import { EventSignShape } from './EventSign';
import { type Lane, type LaneGroup, Lanes } from './Lanes';
import { EVENT_SIGNS, type LaneMark, yearsOfMark } from './lanes';
import { loadTimeline, type TimelineView } from './load';
import { TimelineFilter } from './TimelineFilter';
import styles from './timeline.module.css';

const LIST_ID = 'events';
const STEPS = ['earlier', 'zoomIn', 'zoomOut', 'later', 'whole'] as const;

/** `/timeline`: what happened in each country and around it, on one axis, and as a list. */
export async function TimelinePage({ locale, search }: { locale: Locale; search: SearchParamsInput }) {
  const tr = translator(locale);
  const view = await loadTimeline(search);
  const { state, shown, years, problems, countries, release, events, earlier, later, sources } = view;
  const path = localePath(locale, '/timeline');
  const hrefOf = (next: typeof shown) => timelineHref(path, inWindow(state, next, years));
  const steps = windowSteps(shown, years.bounds);
  const { groups, silent } = laneGroups(view, path, tr);
  const filtered = [state.countries, state.themes, state.types].some((list) => list.length > 0);
  // A file without years has all of them: those that the view begins with are named.
  const file = {
    ...state,
    from: shown.from === years.bounds.from ? null : shown.from,
    to: shown.to === years.bounds.to ? null : shown.to,
    lang: locale,
  };
  const lanesCount = groups.reduce((count, { lanes }) => count + lanes.length, 0);
  const markHref = (lane: Lane, mark: LaneMark) => {
    const [first] = mark.events;
    if (first && mark.events.length === 1) return localePath(locale, `/timeline/${first.id}`);
    const span = yearsOfMark(mark);
    if (span.from !== shown.from || span.to !== shown.to) return hrefOf(span);
    return lane.href ?? `#${first?.id ?? LIST_ID}`;
  };
  return (
    <Shell locale={locale} here={timelineHref('/timeline', state)} release={release}>
      <PageHead
        title={tr.t('timeline.title')}
        deck={tr.t('timeline.deck', { countries: countries.length, events: release.counts.events })}
      />
      <Problems messages={problemMessages(problems, { countries }, tr)} tr={tr} />
      <Still>
        <TimelineFilter
          state={state}
          shown={shown}
          bounds={years.bounds}
          countries={countries}
          action={path}
          clearHref={
            filtered || state.from !== null || state.to !== null ? timelineHref(path, WHOLE_TIMELINE) : null
          }
          tr={tr}
        />
      </Still>
      <div className={reference.result}>
        <p role="status" className={reference.sentence}>
          {tr.t('timeline.found', {
            count: events.length,
            from: String(shown.from),
            to: shown.from === shown.to ? 'same' : String(shown.to),
          })}{' '}
          <span className="soft">{tr.t('timeline.outside', { earlier, later })}</span>
        </p>
        <nav className={styles.steps} aria-label={tr.t('timeline.steps.label')}>
          <ul>
            {STEPS.map((step) => {
              const next = steps[step];
              const label = tr.t(`timeline.steps.${step}`);
              return (
                <li key={step}>
                  {next === null ? (
                    <span className="soft" aria-disabled="true">
                      {label}
                    </span>
                  ) : (
                    <PageLink href={hrefOf(next)} keepsPlace title={`${next.from}–${next.to}`}>
                      {label}
                    </PageLink>
                  )}
                </li>
              );
            })}
          </ul>
        </nav>
      </div>
      {events.length === 0 ? (
        <div className={reference.empty}>
          <p>{tr.t('timeline.empty')}</p>
        </div>
      ) : (
        <>
          <Still>
            <figure className={styles.figure} aria-label={tr.t('timeline.figure')}>
              <p className={styles.skipChart}>
                <a href={`#${LIST_ID}`}>{tr.t('timeline.toList')}</a>
              </p>
              <Key tr={tr} />
              {(['wide', 'narrow'] as const).map((layout) => (
                <Lanes
                  key={layout}
                  groups={groups}
                  shown={shown}
                  layout={layout}
                  named={lanesCount <= MOST_NAMED_LANES}
                  markHref={markHref}
                  yearHref={(year) => (shown.from === shown.to ? null : hrefOf({ from: year, to: year }))}
                  tr={tr}
                />
              ))}
              {silent.length > 0 ? (
                <figcaption className={styles.silent}>
                  {tr.t('timeline.silent', { names: tr.list(silent) })}
                </figcaption>
              ) : null}
            </figure>
          </Still>
          <Section id={LIST_ID} title={tr.t('timeline.list')}>
            <div className={styles.files}>
              <CsvLinks
                count={events.length}
                words={tr.t('timeline.csvOf', { count: events.length })}
                hrefOf={(options) => eventsFileHref('/events.csv', { ...file, ...options })}
                others={{
                  xlsx: eventsFileHref('/events.xlsx', file),
                  json: eventsFileHref('/events.json', file),
                }}
                tr={tr}
              />
            </div>
            <Still>
              <EventList
                events={events}
                countries={countries}
                sources={sources}
                releaseDay={release.loadedAt.slice(0, 10)}
                tr={tr}
              />
            </Still>
          </Section>
        </>
      )}
      <CodeUse
        examples={codeExamples(`${siteOrigin()}${timelineHref(`${API_PATH}/events`, file)}`, 'list')}
        words={codeUseWords('events', tr)}
      />
      <HowToCite address={timelineHref(path, state)} />
    </Shell>
  );
}

/** With more lanes than this, titles beside marks would be all that is seen. */
const MOST_NAMED_LANES = 13;

/** The wider context by theme, then countries, all of them by region; those without an event in these years apart. */
function laneGroups(
  { state, events, countries }: TimelineView,
  path: string,
  tr: Translator,
): { groups: LaneGroup[]; silent: string[] } {
  const collator = new Intl.Collator(tr.locale);
  const tones = assignCountryColours(state.countries);
  const wanted = (theme: (typeof state.themes)[number]) =>
    state.themes.length === 0 || state.themes.includes(theme);
  const context = CONTEXT_THEMES.filter(wanted).map((theme): Lane => {
    const alone = state.themes.length === 1;
    return {
      key: theme,
      label: tr.label('theme', theme),
      href: alone ? null : timelineHref(path, { ...state, themes: [theme] }),
      tone: null,
      events: events.filter((event) => event.theme === theme),
    };
  });
  const national = wanted('national')
    ? countries.filter(({ iso2 }) => state.countries.length === 0 || state.countries.includes(iso2))
    : [];
  const lanes = national
    .map((country) => {
      const tone = tones.get(country.iso2);
      const alone = state.countries.length === 1 && state.themes.length === 1;
      const lane: Lane = {
        key: country.iso2,
        label: tr.country(country.iso2, country.name),
        href: alone
          ? null
          : timelineHref(path, { ...state, countries: [country.iso2], themes: ['national'] }),
        tone: tone === undefined || tone === null ? null : `tone-${tone}`,
        events: events.filter(({ theme, countryIso2 }) => theme === null && countryIso2 === country.iso2),
      };
      return { region: country.region, lane };
    })
    .sort((a, b) => collator.compare(a.lane.label, b.lane.label));
  const withEvents = lanes.filter(({ lane }) => lane.events.length > 0);
  const silent = lanes.filter(({ lane }) => lane.events.length === 0).map(({ lane }) => lane.label);
  const groups = [
    {
      key: 'context',
      title: tr.t('timeline.context'),
      lanes: context.filter((lane) => lane.events.length > 0),
    },
    ...(state.countries.length > 0
      ? [{ key: 'national', title: tr.t('timeline.national'), lanes: withEvents.map(({ lane }) => lane) }]
      : REGIONS.map((region) => ({
          key: region,
          title: tr.label('region', region),
          lanes: withEvents.filter((one) => one.region === region).map(({ lane }) => lane),
        }))),
  ];
  return { groups: groups.filter((group) => group.lanes.length > 0), silent };
}

function Key({ tr }: { tr: Translator }) {
  return (
    <ul className={styles.key} aria-label={tr.t('timeline.key.label')}>
      {EVENT_SIGNS.map((sign) => (
        <li key={sign}>
          <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true" focusable="false">
            <EventSignShape sign={sign} />
          </svg>
          {tr.t(`timeline.key.${sign}`)}
        </li>
      ))}
      <li>
        <svg width="20" height="20" viewBox="-10 -10 20 20" aria-hidden="true" focusable="false">
          <circle r="9" className={styles.several} />
          <text className={styles.count} textAnchor="middle" dominantBaseline="central">
            3
          </text>
        </svg>
        {tr.t('timeline.key.several')}
      </li>
    </ul>
  );
}
