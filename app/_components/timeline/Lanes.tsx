import { textWidth, truncateText } from '@/lib/charts/text-metrics';
import type { MusterEvent } from '@/lib/domain/records';
import { formatDate } from '@/lib/i18n/format';
import { INTL_TAGS, localePath } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import type { YearWindow } from '@/lib/view-state/timeline';
import { EventSignShape } from './EventSign';
import {
  axisTicks,
  type LabelPlace,
  type LaneMark,
  labelPlaces,
  laneMarks,
  signOf,
  type Tick,
  yearSpan,
} from './lanes';
import styles from './timeline.module.css';

/**
 * The two layouts. Marks are placed in percent, so a lane is as wide as its column; `plot` is the narrowest that column can
 * be in CSS pixels, for which marks and labels are kept apart; `detailed` where a pointer can rest on a mark and read what it holds.
 */
export const LAYOUTS = {
  wide: { plot: 690, ticks: 14, detailed: true },
  narrow: { plot: 180, ticks: 4, detailed: false },
} as const;
export type Layout = keyof typeof LAYOUTS;

/** Marks are targets to hit: WCAG 2.2, 2.5.8 asks for 24 pixels. */
const MARK_SIZE = 24;
const LABEL_SIZE = 13;
const LABEL_OFFSET = 11;
/** A label shorter than this says nothing. */
const SHORTEST_LABEL = 150;

export interface Lane {
  key: string;
  label: string;
  /** The lane alone; null where it already is. */
  href: string | null;
  /** `tone-3` for a country that has a colour in this view. */
  tone: string | null;
  events: MusterEvent[];
}

export interface LaneGroup {
  key: string;
  title: string;
  lanes: Lane[];
}

const percent = (share: number) => `${Math.round(share * 10_000) / 100}%`;

/** Lanes of events on one axis of years, with a link on every mark. */
export function Lanes({
  groups,
  shown,
  layout,
  named,
  markHref,
  yearHref,
  tr,
}: {
  groups: readonly LaneGroup[];
  shown: YearWindow;
  layout: Layout;
  /** Whether marks carry their titles where there is room. */
  named: boolean;
  markHref: (lane: Lane, mark: LaneMark) => string;
  yearHref: (year: number) => string | null;
  tr: Translator;
}) {
  const { plot, ticks: limit, detailed } = LAYOUTS[layout];
  const ticks = axisTicks(shown, limit);
  return (
    <div className={`${styles.lanes} ${styles[layout]}`}>
      <svg className={styles.grid} aria-hidden="true" focusable="false">
        {ticks.map(({ at }) => (
          <line key={at} x1={percent(at)} x2={percent(at)} y2="100%" />
        ))}
      </svg>
      <Axis ticks={ticks} yearHref={yearHref} tr={tr} />
      {groups.map(({ key, title, lanes }) => (
        <section key={key} className="piece" aria-label={title}>
          <p className={styles.group} aria-hidden="true">
            {title}
          </p>
          {lanes.map((lane) => {
            const marks = laneMarks(lane.events, shown, MARK_SIZE / plot);
            const labels = named ? labelPlaces(marks, plot, SHORTEST_LABEL, LABEL_OFFSET) : [];
            return (
              <div key={lane.key} className={styles.lane}>
                <p className={`${styles.laneName} ${lane.tone ?? ''}`}>
                  {lane.href === null ? lane.label : <a href={lane.href}>{lane.label}</a>}
                </p>
                <svg className={styles.plot} aria-label={lane.label} role="graphics-object">
                  {marks.map((mark, index) => (
                    <Mark
                      key={mark.events[0]?.id}
                      mark={mark}
                      shown={shown}
                      href={markHref(lane, mark)}
                      place={labels[index] ?? null}
                      detailed={detailed}
                      tr={tr}
                    />
                  ))}
                </svg>
              </div>
            );
          })}
        </section>
      ))}
    </div>
  );
}

function Axis({
  ticks,
  yearHref,
  tr,
}: {
  ticks: readonly Tick[];
  yearHref: (year: number) => string | null;
  tr: Translator;
}) {
  const months = new Intl.DateTimeFormat(INTL_TAGS[tr.locale], { month: 'short', timeZone: 'UTC' });
  return (
    <div className={`${styles.lane} ${styles.axis}`}>
      <p />
      <svg className={styles.plot} aria-label={tr.t('timeline.axis')} role="graphics-object">
        {ticks.map(({ at, year, month }) => {
          const isYear = month === null || month === 1;
          const label = isYear ? String(year) : months.format(new Date(Date.UTC(year, month - 1, 1)));
          const href = isYear ? yearHref(year) : null;
          const text = (
            <text x={percent(at)} dx="4" y="50%" dominantBaseline="central">
              {label}
            </text>
          );
          return <g key={at}>{href === null ? text : <a href={href}>{text}</a>}</g>;
        })}
      </svg>
    </div>
  );
}

/** What a mark is called: date and title of its event, or how many there are and between which dates. */
function titleOf({ events }: LaneMark, detailed: boolean, tr: Translator): string {
  const dateOf = (event: MusterEvent | undefined) => formatDate(event?.date ?? null, tr) ?? '';
  const line = (event: MusterEvent) => tr.t('timeline.mark.one', { date: dateOf(event), title: event.title });
  const [first] = events;
  if (first && events.length === 1) return line(first);
  const several = tr.t('timeline.mark.several', {
    count: events.length,
    from: dateOf(first),
    to: dateOf(events.at(-1)),
  });
  return detailed ? [several, ...events.map(line)].join('\n') : several;
}

function Mark({
  mark,
  shown,
  href,
  place,
  detailed,
  tr,
}: {
  mark: LaneMark;
  shown: YearWindow;
  href: string;
  /** Where its title stands; null where there is no room. */
  place: LabelPlace | null;
  detailed: boolean;
  tr: Translator;
}) {
  const [first] = mark.events;
  if (!first) return null;
  const alone = mark.events.length === 1;
  const span = alone ? yearSpan(first.date, shown) : null;
  const count = tr.number(mark.events.length);
  return (
    <>
      {span ? (
        <line
          x1={percent(span.start)}
          x2={percent(span.end)}
          y1="50%"
          y2="50%"
          className={styles.uncertain}
        />
      ) : null}
      <a href={href} className={styles.mark}>
        <title>{titleOf(mark, detailed, tr)}</title>
        <svg x={percent(mark.at)} y="50%" overflow="visible" aria-hidden="true">
          <circle r={MARK_SIZE / 2} className={styles.reach} />
          {alone ? (
            <EventSignShape sign={signOf(first.type)} />
          ) : (
            <>
              <circle r={Math.max(9, textWidth(count, LABEL_SIZE, 600) / 2 + 3)} className={styles.several} />
              <text className={styles.count} textAnchor="middle" dominantBaseline="central">
                {count}
              </text>
            </>
          )}
          {place === null ? null : (
            <text
              className={styles.label}
              x={place.side === 'after' ? LABEL_OFFSET : -LABEL_OFFSET}
              textAnchor={place.side === 'after' ? 'start' : 'end'}
              dominantBaseline="central"
              lang="en"
            >
              {truncateText(first.title, place.room, LABEL_SIZE)}
            </text>
          )}
        </svg>
      </a>
    </>
  );
}

/** The address of an event's page. */
export function eventHref(event: Pick<MusterEvent, 'id'>, tr: Translator): string {
  return localePath(tr.locale, `/timeline/${event.id}`);
}
