import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Database } from './client';
import { cleanUpAfterEach, dataFolder, emptyDatabase, load } from './testing/synthetic-data';

cleanUpAfterEach();

async function loaded(): Promise<Database> {
  const { db } = await emptyDatabase();
  await load(db, dataFolder());
  return db;
}

/** What the database says to a statement; "accepted" when nothing. */
async function answer(db: Database, statement: string): Promise<string> {
  try {
    await db.$client.execute(statement);
    return 'accepted';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('the database itself refuses', () => {
  it.each([
    ["update measures set type = 'army'", 'CHECK constraint failed: measures_type'],
    ["update measures set obligation = 'forced'", 'CHECK constraint failed: measures_obligation'],
    ["update measures set status = 'running'", 'CHECK constraint failed: measures_status'],
    ["update measures set sex = 'male'", 'CHECK constraint failed: measures_sex'],
    ["update measures set duration_unit = 'years'", 'CHECK constraint failed: measures_duration_unit'],
    ["update measures set pay_per = 'week'", 'CHECK constraint failed: measures_pay_per'],
    ["update measures set pay_tax = 'free'", 'CHECK constraint failed: measures_pay_tax'],
    ["update measures set starts_on = '27.11.2025'", 'CHECK constraint failed: measures_starts_on'],
    ['update measures set age_min = 60', 'CHECK constraint failed: measures_ages'],
    ['update measures set duration_min = 100', 'CHECK constraint failed: measures_duration'],
    ['update measures set headline = 2', 'CHECK constraint failed: measures_headline'],
    ["update observations set indicator = 'strength'", 'CHECK constraint failed: observations_indicator'],
    ["update observations set basis = 'plan'", 'CHECK constraint failed: observations_basis'],
    ["update observations set qualifier = 'circa'", 'CHECK constraint failed: observations_qualifier'],
    ["update observations set coverage = 'some'", 'CHECK constraint failed: observations_coverage'],
    ["update observations set unit = 'euro'", 'CHECK constraint failed: observations_unit'],
    ['update observations set low = 500, high = 600', 'CHECK constraint failed: observations_low'],
    ['update observations set low = 1', 'CHECK constraint failed: observations_range'],
    ['update observations set period_end = 1999', 'CHECK constraint failed: observations_period_order'],
    ["update sources set kind = 'blog'", 'CHECK constraint failed: sources_kind'],
    ["update sources set url = 'javascript:alert(1)'", 'CHECK constraint failed: sources_url'],
    ["update events set type = 'party'", 'CHECK constraint failed: events_type'],
    ["update events set theme = 'sport'", 'CHECK constraint failed: events_theme'],
    ["update claims set verdict = 'true'", 'CHECK constraint failed: claims_verdict'],
    ["update countries set region = 'europe'", 'CHECK constraint failed: countries_region'],
    ["update countries set service_model = 'none'", 'CHECK constraint failed: countries_service_model'],
    ["update memberships set organisation = 'UN'", 'CHECK constraint failed: memberships_organisation'],
    ["update conscription_events set event = 'gone'", 'CHECK constraint failed: conscription_events_event'],
    ["update releases set id = 'HASH'", 'CHECK constraint failed: releases_id'],
  ])('%s', async (statement, said) => {
    expect(await answer(await loaded(), statement)).toContain(said);
  });

  it.each([
    "update measures set country_iso2 = 'DE'",
    "update observations set measure_id = 'fr-nothing'",
    "update observation_sources set source_id = 'fr.nothing'",
    "update measure_sources set source_id = 'fr.nothing'",
    "update pay_sources set source_id = 'fr.nothing'",
    "update event_sources set source_id = 'fr.nothing'",
    "update claim_sources set source_id = 'fr.nothing'",
    "update country_model_sources set source_id = 'fr.nothing'",
    "update events set measure_id = 'fr-nothing'",
    "update claims set measure_id = 'fr-nothing'",
    "update memberships set source_id = 'countries.nothing'",
    "update series_points set source_id = 'series.nothing'",
    "update conscription_events set country_iso2 = 'DE'",
    'delete from sources',
    'delete from measures',
    'update changes set load_number = 9',
  ])('a reference to nothing: %s', async (statement) => {
    const db = await loaded();
    await db.run(sql`insert into changes (load_number, ordinal, entity, entity_id, kind, subject)
      values (1, 0, 'measure', 'fr-service', 'added', 'synthetic')`);
    expect(await answer(db, statement)).toContain('FOREIGN KEY constraint failed');
  });
});

describe('filters and sorts are answered from an index', () => {
  it.each([
    ["select id from measures where country_iso2 = 'FR'", 'measures_country'],
    ["select id from measures where type = 'mass_training'", 'measures_type'],
    ["select id from measures where obligation = 'selective'", 'measures_obligation'],
    ["select id from measures where status = 'in_force'", 'measures_status'],
    ["select id from measures where sex = 'all'", 'measures_sex'],
    ['select id from measures where headline = 1', 'measures_headline'],
    ['select id from measures order by starts_on', 'measures_starts_on'],
    ['select id from measures order by name', 'measures_name'],
    ["select id from observations where measure_id = 'fr-service'", 'observations_measure'],
    ["select id from observations where indicator = 'pay'", 'observations_indicator'],
    ['select id from observations where period_start = 2030', 'observations_period'],
    ['select id from observations order by stated_on', 'observations_stated_on'],
    ["select * from observation_sources where source_id = 'fr.first'", 'observation_sources_source'],
    ["select id from events where country_iso2 = 'FR' order by date", 'events_country'],
    ["select id from events where theme = 'summit' order by date", 'events_theme'],
    ["select entity_id from changes where measure_id = 'fr-service'", 'changes_measure'],
  ])('%s', async (query, index) => {
    const { db } = await emptyDatabase();
    const plan = (await db.$client.execute(`explain query plan ${query}`)).rows.map((row) =>
      String(row.detail),
    );
    expect(plan.join('\n')).toContain(index);
  });
});
