import 'server-only';
import type { ApiResource } from '../resource';
import { charts } from './charts';
import { claims } from './claims';
import { countries } from './countries';
import { events } from './events';
import { changes, releases } from './history';
import { measures } from './measures';
import { observations } from './observations';
import { series, seriesPoints } from './series';
import { sources } from './sources';

/** Every resource of the API, in the order in which its description names them. */
export const RESOURCES: readonly ApiResource[] = [
  measures,
  observations,
  countries,
  sources,
  events,
  claims,
  series,
  seriesPoints,
  charts,
  releases,
  changes,
];

/** The resource of a name in the address; null when there is none. */
export function resourceNamed(name: string): ApiResource | null {
  return RESOURCES.find((resource) => resource.name === name) ?? null;
}
