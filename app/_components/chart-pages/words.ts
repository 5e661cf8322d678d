import { moneyWords } from '@/lib/compare/words';
import { type ChartSlug, isOneOf } from '@/lib/domain/codes';
import type { Translator } from '@/lib/i18n/translator';
import { BUDGET_MODES } from '@/lib/view-state/charts';
import { PEOPLE_MODES, parseAsMoney } from '@/lib/view-state/terms';

/** What a parameter with a closed set decides, as the words before its choices. */
export function paramWords(slug: ChartSlug, param: string, tr: Translator): string {
  return param === 'money' ? tr.t('compare.controls.money') : tr.t(`gallery.param.${param}`, { slug });
}

/** One value of such a parameter in words; those that other pages have too are said as there. */
export function choiceWords(param: string, value: string, tr: Translator): string {
  if (param === 'mode' && isOneOf(PEOPLE_MODES, value)) return tr.t(`charts.switch.${value}`);
  if (param === 'mode' && isOneOf(BUDGET_MODES, value)) {
    return tr.t(`pages.dashboard.${value === 'total' ? 'budgetsTotal' : 'budgetsAnnual'}`);
  }
  const money = param === 'money' ? parseAsMoney.parse(value) : null;
  return money === null ? tr.t(`gallery.choice.${param}.${value}`) : moneyWords(money, tr);
}
