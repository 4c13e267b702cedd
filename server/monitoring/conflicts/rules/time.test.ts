import { expect, test } from 'vitest';
import { isLate, isRemoval } from './time.ts';

const late = { byMinutes: 30, unansweredTimes: 2 };

test.each([
  [{ took: 269, term: 240, isAnswered: true }, false],
  [{ took: 270, term: 240, isAnswered: true }, true],
  [{ took: 100, term: 240, isAnswered: true }, false],
  [{ took: 479, term: 240, isAnswered: false }, false],
  [{ took: 480, term: 240, isAnswered: false }, true],
])('%o is late: %s', (answer, is) => expect(isLate(answer, late)).toBe(is));

test.each([
  [{ by: 'author', minutes: 1 }, false],
  [{ by: 'page', minutes: 60 }, true],
  [{ by: 'network', minutes: 0 }, true],
  [{ by: 'unknown', minutes: 60 }, true],
  [{ by: 'page', minutes: 61 }, false],
])('%o is a signal: %s', (gone, is) => expect(isRemoval(gone, { minutes: 60 })).toBe(is));
