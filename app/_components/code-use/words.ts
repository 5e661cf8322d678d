import 'server-only';
import { API_PAGE } from '@/lib/api/ask';
import { localePath } from '@/lib/i18n/locales';
import type { Translator } from '@/lib/i18n/translator';
import type { CodeUseWords } from './CodeUse';

/** The words of “Use this in code”, by what the call gives. */
export function codeUseWords(
  what:
    | 'measures'
    | 'observations'
    | 'figuresOfMeasure'
    | 'changes'
    | 'events'
    | 'claims'
    | 'sources'
    | 'chart',
  tr: Translator,
): CodeUseWords {
  return {
    title: tr.t('api.use.title'),
    what: tr.t(`api.use.${what}`),
    docs: tr.t('api.use.docs'),
    docsHref: localePath(tr.locale, API_PAGE),
  };
}
