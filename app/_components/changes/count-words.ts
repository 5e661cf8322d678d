import { CHANGE_KINDS, type ChangeKind } from '@/lib/domain/history';
import type { Translator } from '@/lib/i18n/translator';

/** How many entries came, went and changed: "3 entries added, 1 entry changed"; empty for none. */
export function countWords(entries: Readonly<Record<ChangeKind, number>>, tr: Translator): string {
  return CHANGE_KINDS.filter((kind) => entries[kind] > 0)
    .map((kind) => tr.t(`changes.count.${kind}`, { count: entries[kind] }))
    .join(', ');
}
