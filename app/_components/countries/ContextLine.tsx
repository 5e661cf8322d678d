import type { CountrySeriesId } from '@/lib/queries/country-context';
import styles from './context.module.css';
import { type ContextPoint, joinedRuns } from './series-view';

const WIDTH = 400;
const HEIGHT = 96;
const PAD = 6;

/**
 * A series as a line from zero: estimates solid, projections dashed, the year `now` and years that stand alone marked,
 * with their range. `label` says in words what is seen.
 */
export function ContextLine({
  id,
  points,
  now,
  label,
}: {
  id: CountrySeriesId;
  points: readonly ContextPoint[];
  now: ContextPoint | null;
  label: string;
}) {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const years = Math.max(last.year - first.year, 1);
  const top = Math.max(...points.map(({ high }) => high));
  const tenth = (value: number) => Math.round(value * 10) / 10;
  const x = (year: number) => tenth(PAD + ((year - first.year) / years) * (WIDTH - 2 * PAD));
  const y = (value: number) => tenth(HEIGHT - (value / top) * (HEIGHT - PAD));
  const runs = joinedRuns(id, points);
  const alone = runs.flatMap((run) => (run.length === 1 ? run : []));
  const marked = [...new Set(now === null ? alone : [...alone, now])];
  return (
    // The line is stretched to the width there is; strokes and marks keep their shape (non-scaling strokes).
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={styles.line}
      role="img"
      aria-label={label}
    >
      <path d={`M0 ${HEIGHT}H${WIDTH}`} className={styles.zero} />
      {runs
        .filter(({ length }) => length > 1)
        .map((run) => (
          <polyline
            key={run[0]?.year}
            points={run.map(({ year, high }) => `${x(year)},${y(high)}`).join(' ')}
            className={run.at(-1)?.projection ? styles.projected : styles.estimated}
          />
        ))}
      {marked.map(({ year, low, high }) => (
        <g key={year}>
          {low === high ? null : <path d={`M${x(year)} ${y(low)}V${y(high)}`} className={styles.whisker} />}
          {[...new Set([low, high])].map((value) => (
            <path key={value} d={`M${x(year)} ${y(value)}h0`} className={styles.mark} />
          ))}
        </g>
      ))}
    </svg>
  );
}
