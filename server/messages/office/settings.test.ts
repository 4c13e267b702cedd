import { expect, test } from 'vitest';
import { officeOf, organisationOf } from './settings.ts';

test('a city whose organisation nobody has set prints nothing in the name of another', () => {
  expect(() => organisationOf({ city: 'ensk' })).toThrow(
    /^Печатать, подписывать и отправлять нельзя: не задана организация этого города\. Задайте её в файле packs\/messages\/office\/ensk\.json/u,
  );
  // It still numbers and keeps its papers.
  expect(officeOf({ city: 'ensk' }).journalNumber).toContain('{serial}');
  expect(organisationOf({ city: 'kamensk-uralsky' }).organisation).toContain('Каменск-Уральского');
});
