import { expect, it } from 'vitest';
import { readNextPath } from './next-path.ts';

it('leads back to addresses of the workplace', () => {
  expect(readNextPath('/staff/cases?block=roads&q=яма')).toBe('/staff/cases?block=roads&q=яма');
  expect(readNextPath('/head')).toBe('/head');
});

it('leads nowhere else', () => {
  for (const next of [
    undefined,
    '',
    'https://example.org/staff',
    '//example.org/staff',
    '/\\example.org',
    'javascript:alert(1)',
    '/staffing',
    '/staff/sign-in?next=/staff/sign-in',
  ]) {
    expect(readNextPath(next)).toBe('/staff');
  }
});
