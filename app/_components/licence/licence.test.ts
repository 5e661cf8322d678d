import { expect, it } from 'vitest';
import { LOCALES } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';

it.each(LOCALES)('the note in every file says in %s what the page says', (locale) => {
  const tr = translator(locale);
  const sentence = (text: string) => text.slice(0, text.indexOf('. ') + 1);
  const note = sentence(tr.t('view.export.licenceNote'));
  expect(note.length).toBeGreaterThan(20);
  expect(tr.t('about.licence.compilation').startsWith(note.slice(0, -1))).toBe(true);
});
