import { describe, expect, it } from 'vitest';
import { readRealInput } from '@/lib/charts/real-input.fixture';
import { isConscription, serviceModelAsKnownOn } from '@/lib/domain/past-model';

const input = readRealInput();
const publishedOn = new Map(input.sources.map((source) => [source.id, source.publishedOn]));

function modelOn(iso2: string, day: string) {
  const country = input.countries.find((one) => one.iso2 === iso2);
  if (!country) throw new Error(`${iso2} is not in the data`);
  const measures = input.measures.filter(({ countryIso2 }) => countryIso2 === iso2);
  return serviceModelAsKnownOn(country, measures, day, publishedOn);
}

describe('the service model on a past day', () => {
  it('is the one recorded once a source had said so and nothing that bears it moved later', () => {
    // Estonia: a source of June 2022, a conscription without a start.
    expect(modelOn('EE', '2022-06-08')).toEqual({ model: null, ground: null });
    expect(modelOn('EE', '2022-06-09')).toEqual({ model: 'universal_conscription', ground: 'recorded' });
  });

  it('follows the measures in force where the model changed since', () => {
    // Germany: voluntary service from July 2011 to the end of 2025, conscription suspended in 2011.
    expect(modelOn('DE', '2025-11-27')).toEqual({ model: 'voluntary_service', ground: 'measures' });
    // Croatia: voluntary training from 2008, two months of compulsory training from March 2026.
    expect(modelOn('HR', '2024-12-31')).toEqual({ model: 'voluntary_service', ground: 'measures' });
    expect(modelOn('HR', '2026-03-31')).toEqual({ model: 'universal_conscription', ground: 'recorded' });
    // Sweden and Lithuania: selective conscription from 2018 and 2015.
    expect(modelOn('SE', '2018-01-01').model).toBe('selective_conscription');
    expect(modelOn('LT', '2023-06-30').model).toBe('selective_conscription');
  });

  it('infers nothing from silence', () => {
    // Sweden had conscription until 2010; the data say nothing of those years.
    expect(modelOn('SE', '2009-12-31').model).toBeNull();
    // Armenia conscripted before its law of 2026; only a voluntary scheme of then is recorded.
    expect(modelOn('AM', '2024-12-31').model).toBeNull();
    // The United States: a register in force is not a model; its sources have no date.
    expect(modelOn('US', '2025-06-30').model).toBeNull();
  });

  it('gives the model as recorded on the day the data were compiled, or none', () => {
    for (const { iso2, serviceModel } of input.countries) {
      expect([serviceModel, null]).toContain(modelOn(iso2, '2026-11-21').model);
    }
  });

  it('does not count as conscription what only the willing follow', () => {
    const of = (id: string) => input.measures.filter((measure) => measure.id === id).map(isConscription);
    expect([of('tr-paid-service'), of('de-neuer-wehrdienst'), of('tr-conscription')]).toEqual([
      [false],
      [false],
      [true],
    ]);
  });
});
