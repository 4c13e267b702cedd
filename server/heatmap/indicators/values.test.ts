import { expect, it } from 'vitest';
import { mergeSums, type Sums } from './count.ts';
import { valuesOf } from './values.ts';

const sumsOf = (marks: Record<string, number>, fields: Partial<Sums> = {}): Sums => ({
  marks: new Map(Object.entries(marks)),
  answered: 20,
  rated: 10,
  calendarSeconds: 20 * 2 * 86_400,
  workedSeconds: 20 * 4 * 3600,
  calendar: [],
  worked: [],
  ...fields,
});

const values = valuesOf(
  sumsOf({
    'terms breached': 3,
    'terms kept': 9,
    'ratings 1': 1,
    'ratings 2': 2,
    'ratings 3': 1,
    'ratings 4': 2,
    'ratings 5': 4,
    'repeats repeat': 1,
    'repeats first': 3,
    'deferred deferred': 5,
    'promises kept': 2,
    'promises broken': 1,
    'promises moved': 1,
    'closed confirmed': 6,
    'closed unconfirmed': 2,
    'likeness plain': 1,
    'likeness own': 4,
    'reopened reopened': 4,
    'steps assigned': 10,
    'steps refused': 1,
    'steps forwarded': 2,
    'steps review': 8,
    'steps rework': 2,
    'steps touched': 4,
  }),
);

it.each([
  ['K1', 3 / 12, 3, { due: 12 }],
  ['K2', null, 20, { average: 2, averageHours: 4 }],
  ['K3', 6 / 10, 4, { ratings: 10, response: 0.5 }],
  ['K4', 2, 20, {}],
  ['K5', 1 / 4, 1, { appeals: 4 }],
  ['K6', 5 / 20, 5, { kept: 0.5 }],
  ['K8', 6 / 8, 6, { closed: 8 }],
  ['K9', 3.6, 10, { index: 65, ratings: 10 }],
  ['K10', 4 / 20, 4, { answered: 20 }],
  ['K11', 2 / 8, 2, { reviewed: 8 }],
  ['K12', 3 / 10, 3, { refused: 1, forwarded: 2 }],
  ['K13', 13 / 4, 4, { cases: 4 }],
  ['K14', 1 / 5, 1, { measured: 5 }],
] as const)('%s', (id, value, cases, parts) => {
  const found = values[id]!;
  expect(found.value).toEqual(value === null ? null : expect.closeTo(value, 9));
  expect(found.cases).toBe(cases);
  expect(Object.fromEntries(found.parts.map(({ key, value: of }) => [key, of]))).toMatchObject(parts);
});

it('where nothing happened nothing is told, and no share is zero', () => {
  const none = valuesOf(sumsOf({}, { answered: 0, rated: 0, calendarSeconds: 0, workedSeconds: 0 }));
  for (const [id, { value }] of Object.entries(none)) expect([id, value]).toEqual([id, null]);
  expect(none.K9!.parts.find(({ key }) => key === 'index')?.value).toBeNull();
});

it('sums of slices are those of their union', () => {
  const bucket = { bucket: 1, count: 1 } as never;
  const one = sumsOf({ 'terms kept': 1, 'steps review': 2 }, { calendar: [bucket] });
  const other = sumsOf(
    { 'terms kept': 4 },
    { answered: 1, rated: 0, calendarSeconds: 5, workedSeconds: 7, worked: [bucket] },
  );
  expect(mergeSums([one, other])).toEqual({
    marks: new Map([
      ['terms kept', 5],
      ['steps review', 2],
    ]),
    answered: 21,
    rated: 10,
    calendarSeconds: one.calendarSeconds + 5,
    workedSeconds: one.workedSeconds + 7,
    calendar: [bucket],
    worked: [bucket],
  });
});
