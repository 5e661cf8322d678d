import enCharts from '@/messages/en/charts.json';
import enCodes from '@/messages/en/codes.json';
import enErrors from '@/messages/en/errors.json';
import enPages from '@/messages/en/pages.json';
import enView from '@/messages/en/view.json';
import frCharts from '@/messages/fr/charts.json';
import frCodes from '@/messages/fr/codes.json';
import frErrors from '@/messages/fr/errors.json';
import frPages from '@/messages/fr/pages.json';
import frView from '@/messages/fr/view.json';
import type { Locale } from './locales';

const en = { ...enCodes, ...enErrors, ...enPages, ...enCharts, ...enView };

/** English is the shape: a test compares every other catalogue with it, key by key and argument by argument. */
export type Messages = typeof en;

export const CATALOGUES: Readonly<Record<Locale, Messages>> = {
  en,
  fr: { ...frCodes, ...frErrors, ...frPages, ...frCharts, ...frView } as Messages,
};
