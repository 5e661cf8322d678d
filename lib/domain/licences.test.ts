import { expect, it } from 'vitest';
import { licenceAddress } from './licences';

it.each([
  ['CC BY 3.0 IGO', 'https://creativecommons.org/licenses/by/3.0/igo/'],
  ['CC BY 4.0 (World Bank) and ECB, own calculation', 'https://creativecommons.org/licenses/by/4.0/'],
  ['CC BY 4.0', 'https://creativecommons.org/licenses/by/4.0/'],
  // Another licence than the one whose words it begins with.
  ['CC BY-SA 4.0', null],
  ['CC BY 4.0-NC', null],
  ['Public domain', null],
  ['Reuse with attribution (Eurostat)', null],
])('“%s” has its text at %s', (licence, address) => {
  expect(licenceAddress(licence)).toBe(address);
});
