import { expect, test } from 'vitest';
import { covers, pickRoute, type Route, type Routed } from './routing-rule.ts';

const everything: Route = {
  id: 'a',
  priority: 100,
  factId: null,
  block: null,
  districtId: null,
  importance: null,
  weekdays: [],
  fromTime: null,
  toTime: null,
  unitId: 'u',
  personId: null,
  validFrom: '2026-01-01',
  validTo: null,
};
const file: Routed = {
  factId: 'roads.pavement.pothole',
  block: 'roads',
  districtId: 'sinarsky.trubny',
  importance: 'normal',
  day: '2026-11-28',
  time: '21:30',
};

test.each<[Partial<Route>, boolean]>([
  [{}, true],
  [{ factId: 'roads.pavement.pothole' }, true],
  [{ factId: 'roads.pavement.gravel' }, false],
  [{ block: 'waste' }, false],
  [{ districtId: 'sinarsky' }, true],
  [{ districtId: 'sin' }, false],
  [{ importance: 'high' }, false],
  // 28 November 2026 is a Saturday.
  [{ weekdays: [6, 7] }, true],
  [{ weekdays: [1, 2, 3, 4, 5] }, false],
  [{ fromTime: '18:00', toTime: '08:00' }, true],
  [{ fromTime: '08:00', toTime: '18:00' }, false],
  [{ fromTime: '21:30', toTime: '22:00' }, true],
  [{ fromTime: '20:00', toTime: '21:30' }, false],
  [{ validFrom: '2026-12-01' }, false],
  [{ validTo: '2026-11-27' }, false],
  [{ validTo: '2026-11-28' }, true],
])('%j covers: %s', (patch, isCovered) => {
  expect(covers({ ...everything, ...patch }, file)).toBe(isCovered);
});

test('priority decides, then the narrower, then the older', () => {
  const narrow = { ...everything, id: 'b', factId: file.factId };
  expect(pickRoute([everything, narrow], file)?.id).toBe('b');
  expect(pickRoute([{ ...everything, priority: 10 }, narrow], file)?.id).toBe('a');
  expect(pickRoute([{ ...everything, id: 'c' }, everything], file)?.id).toBe('a');
  expect(pickRoute([{ ...everything, block: 'waste' }], file)).toBeUndefined();
});
