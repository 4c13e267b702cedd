import { expect, test } from 'vitest';
import { emailsIn, hasPhone, ownSites, phonesIn } from './contacts-in.ts';

test.each([
  [['12345'], '12345', true],
  [['1234'], '1234', false],
  [['1234'], null, false],
  [['12345'], null, true],
  [['39-69-01'], '8 (3439) 39-69-01', true],
  [['8 (3439) 39-69-01'], '39-69-01', true],
  [['39-69-02, 39-69-01'], '+7 3439 39-69-01', true],
  [[], '39-69-01', false],
] as const)('phones %j of %s: %s', (phones, wanted, expected) =>
  expect(hasPhone(phones, wanted)).toBe(expected),
);

test.each([
  ['obr.example.org', true],
  [' https://obr.example.org/a ', true],
  ['https://m.vk.com/gorod', false],
  ['https://new.vk.com/gorod', false],
  ['https://vk.com', false],
  ['https://notvk.com', true],
  ['https://vk.com.example.org', true],
  ['сайт', false],
])('%s is a site: %s', (site, expected) =>
  expect(ownSites([site], ['vk.com'])).toEqual(expected ? [site] : []),
);

// One that looks at every pair of letters reads it for an hour: the test would not end in its time.
test('a long word without spaces is read to its end', () => {
  const word = 'а'.repeat(200_000);
  expect([emailsIn(word), phonesIn('8 '.repeat(50_000))]).toEqual([[], []]);
});
