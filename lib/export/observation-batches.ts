import 'server-only';
import type { Database } from '@/db/client';
import type { Source } from '@/lib/domain/records';
import { type MeasureFilter, measureIdentities } from '@/lib/queries/measures';
import { sourcesByIds } from '@/lib/queries/sources';
import { observationBatches } from '@/lib/queries/table-rows';
import { type ObservationRow, observationRows } from './observations-csv';

/**
 * The lines of observations.csv for the measures that match, in batches, with what each figure is about and where it was read.
 * A batch is in memory at a time, and the id and address of each source met so far. Has to be read in one snapshot.
 */
export async function* observationRowBatches(
  db: Database,
  filter: MeasureFilter = {},
): AsyncGenerator<ObservationRow[]> {
  const measures = await measureIdentities(db, filter);
  const met = new Map<string, Pick<Source, 'id' | 'url'>>();
  for await (const figures of observationBatches(
    db,
    measures.map(({ id }) => id),
  )) {
    const cited = new Set(figures.flatMap(({ sourceIds }) => sourceIds));
    const unmet = [...cited].filter((id) => !met.has(id));
    if (unmet.length > 0) {
      for (const { id, url } of await sourcesByIds(db, unmet)) met.set(id, { id, url });
    }
    yield observationRows(figures, measures, met);
  }
}
