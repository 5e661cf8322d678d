import { expect, it } from 'vitest';
import { cleanUpAfterEach, dataFolder, emptyDatabase, load } from '@/db/testing/synthetic-data';
import { dataExtent } from './extent';

cleanUpAfterEach();

it('goes over the years and indicators of the figures, and over none where there is none', async () => {
  const { db } = await emptyDatabase();
  expect(await dataExtent(db)).toEqual({ years: null, indicators: [] });
  await load(db, dataFolder());
  expect(await dataExtent(db)).toEqual({
    years: { from: 2030, to: 2030 },
    indicators: ['intake_per_year'],
  });
});
