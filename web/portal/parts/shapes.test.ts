import { expect, test } from 'vitest';
import { shapeOf } from './shapes.ts';

const now = Date.parse('2026-11-26T09:00:00Z');
const past = '2026-11-20T09:00:00Z';
const ahead = '2026-12-02T09:00:00Z';

test.each([
  ['new', { status: 'moderation', dueAt: ahead }],
  ['working', { status: 'in_work', dueAt: ahead }],
  ['overdue', { status: 'in_work', dueAt: past }],
  ['solved', { status: 'answered', outcome: 'solved', dueAt: past }],
  // What is over without «решено» is not in work, nor late because its term is behind.
  ['answered', { status: 'answered', outcome: 'explained', dueAt: past }],
  ['answered', { status: 'closed', outcome: null, dueAt: past }],
  ['answered', { status: 'rejected', dueAt: past }],
  ['answered', { status: 'in_work', dueAt: past, isAnswered: true }],
  ['working', { status: 'reopened', dueAt: ahead }],
] as const)('%s: %o', (kind, file) => {
  expect(shapeOf({ ...file, now })).toBe(kind);
});
