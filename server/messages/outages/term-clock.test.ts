import { expect, test } from 'vitest';
import { commonDistrict } from './term-clock.ts';

test.each<[string, string[], string]>([
  ['one part', ['krasnogorsky.yuzhny'], 'krasnogorsky.yuzhny'],
  ['two parts of one district', ['krasnogorsky.yuzhny', 'krasnogorsky.kosmos'], 'krasnogorsky'],
  ['a district and its part', ['krasnogorsky', 'krasnogorsky.kosmos'], 'krasnogorsky'],
  ['names that only begin alike', ['sinarsky-1.a', 'sinarsky.a'], ''],
  ['two districts', ['krasnogorsky.yuzhny', 'sinarsky.leninsky'], ''],
  ['nowhere', [], ''],
])('the district of %s', (_, ids, expected) => {
  expect(commonDistrict(ids)).toBe(expected);
});
