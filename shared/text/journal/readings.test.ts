import { expect, test } from 'vitest';
import { journalActions } from '../journal.ts';
import { personalReadings } from './readings.ts';

/** Exports of figures and of what the city itself wrote: nothing of a resident is in them. */
const impersonal = [
  // Topics of the taxonomy and the units that take them.
  'cases.export-topics',
  'counted.export',
  'assignments.export',
  'indicators.export',
  'control-desk.export',
  'analysis.export',
  'heatmap.export',
  'moderation.export',
  'register.export-region',
  'gospubliki.export-requests',
  'office.download-review',
];

test('what is read or taken out of people is told of a breach, or is said here to hold none of them', () => {
  const found = Object.entries(journalActions)
    .filter(([, title]) => /^(?:Прочитан|Выгру)/u.test(title))
    .map(([action]) => action);
  expect(found.length).toBeGreaterThan(20);
  expect(found.filter((action) => !personalReadings.includes(action)).toSorted()).toEqual(
    impersonal.toSorted(),
  );
});

test('every reading is an act the journal has words for', () => {
  expect(personalReadings.filter((action) => !(action in journalActions))).toEqual([]);
});
