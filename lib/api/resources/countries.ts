import 'server-only';
import { REGIONS, SERVICE_MODELS } from '@/lib/domain/codes';
import type { Country } from '@/lib/domain/records';
import { countryTermsJson } from '@/lib/export/records-json';
import { getCountry, listCountries } from '@/lib/queries/countries';
import { alliancesOf } from '@/lib/queries/measure-index';
import { nearestCountries } from '@/lib/view-state/audit';
import { ALLIANCES } from '@/lib/view-state/explorer-codes';
import { parseAsCodes } from '@/lib/view-state/parsers';
import { COUNTRIES, codes, FILTER_PARSERS } from '../filters';
import { defineResource, inWindow } from '../resource';
import type { Item } from '../schemas';

const pathOf = ({ iso2 }: Pick<Country, 'iso2'>) => `/countries/${iso2.toLowerCase()}`;

function countryItem(country: Country, origin: string): Item<'countries'> {
  return { ...countryTermsJson(country), url: `${origin}${pathOf(country)}` };
}

/** `/countries`: those that have a data file. */
export const countries = defineResource({
  name: 'countries',
  key: 'iso2',
  description: 'The countries, with region, memberships and service model of today.',
  order: 'By English name.',
  parsers: {
    countries: FILTER_PARSERS.countries,
    regions: parseAsCodes(REGIONS).withDefault([]),
    alliances: parseAsCodes(ALLIANCES).withDefault([]),
    models: parseAsCodes(SERVICE_MODELS).withDefault([]),
  },
  urlKeys: { regions: 'region', alliances: 'alliance', models: 'model' },
  parameters: {
    countries: {
      ...COUNTRIES,
      description: 'These countries only (ISO 3166-1 alpha-2, separated by commas).',
    },
    region: codes(REGIONS, 'Regions, as Muster groups countries.'),
    alliance: codes(ALLIANCES, 'In one of these organisations today; `none` for those in none.'),
    model: codes(SERVICE_MODELS, 'Service models of today.'),
  },
  list: async ({ db, origin }, { countries: iso2s, regions, alliances, models }, window) => {
    const { entries, count } = inWindow(
      (await listCountries(db)).filter(
        (country) =>
          (iso2s.length === 0 || iso2s.includes(country.iso2)) &&
          (regions.length === 0 || regions.includes(country.region)) &&
          (models.length === 0 || models.includes(country.serviceModel)) &&
          (alliances.length === 0 || alliancesOf(country, null).some((one) => alliances.includes(one))),
      ),
      window,
    );
    return { items: entries.map((country) => countryItem(country, origin)), count };
  },
  html: () => '/countries',
  item: {
    example: 'SE',
    read: async ({ db, origin }, id) => {
      const country = /^[a-z]{2}$/i.test(id) ? await getCountry(db, id) : null;
      return country && { item: countryItem(country, origin), html: pathOf(country) };
    },
    near: async ({ known }, id) =>
      nearestCountries(id, known.countries).map((iso2) => ({
        id: iso2,
        name: known.countries.find((country) => country.iso2 === iso2)?.name ?? iso2,
      })),
  },
});
