import 'server-only';
import { sectionTitle } from '@/app/_components/shell/titles';
import { API_PATH } from '@/lib/api/ask';
import { resourceNamed } from '@/lib/api/resources';
import { DEFAULT_LOCALE } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import type { ProblemReport } from '@/lib/view-state/problems';
import { serveApi } from './api';
import { type Cited, citedAt, decoded } from './cited';

/** True for an address of the API, not for the page about it. */
export function isApiAddress({ pathname }: URL): boolean {
  return pathname.startsWith(`${API_PATH}/`) || pathname === API_PATH;
}

/** What of an answer of the API a citation needs. */
interface Answered {
  errors?: ProblemReport[];
  meta?: { release?: { id: string; loaded_at: string }; as_of?: string | null };
  links?: { html?: string | null };
}

/**
 * What the API answers at an address, as a work that can be cited: under the title of the page that shows the same, or by
 * what the resource holds. Where the answer depends on a release, the address names it.
 */
export async function citedApi(url: URL): Promise<Cited> {
  const tr = translator(DEFAULT_LOCALE);
  const segments = url.pathname.split('/').slice(2);
  const response = await serveApi(new Request(url), segments.map(decoded));
  const body: Answered = await response.json();
  if (response.status === 400) return { found: false, reports: body.errors ?? [] };
  if (!response.ok) return { found: false, reports: null };
  const { meta = {}, links = {} } = body;
  const page = await citedAt(new URL(links.html ?? '/api', url));
  if (!page.found) return page;
  const resource = resourceNamed(segments[1] ?? '');
  const title =
    links.html || resource === null
      ? page.work.title
      : `${sectionTitle('api', tr)}${tr.mark(':')} ${resource.description}`;
  const address = new URL(url);
  const release = meta.release && resource?.ofRelease ? meta.release : null;
  if (release) address.searchParams.set('release', release.id);
  return {
    found: true,
    work: {
      kind: 'dataset',
      title,
      asOf: meta.as_of ?? null,
      url: address.href.replaceAll('%2C', ','),
      release: release ? { id: release.id, loadedAt: release.loaded_at } : page.work.release,
    },
    tr,
  };
}
