import { expect, test } from 'vitest';
import { formerHeadOf, officeOf } from './settings.ts';

test("a city without a file of its own numbers and keeps its papers as the sample does, and takes nobody else's name", () => {
  expect(officeOf({ city: 'ensk' }).journalNumber).toContain('{serial}');
  expect(formerHeadOf('ensk')).toBeNull();
  expect(formerHeadOf('kamensk-uralsky')).toBeNull();
});
