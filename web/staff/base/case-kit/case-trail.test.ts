import { beforeEach, describe, expect, it, vi } from 'vitest';
import { findTrail, markPlace, rememberTrail, takePlace } from './case-trail.ts';

const href = '/staff/cases?stage=work';

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  rememberTrail({ title: 'Дела', href, numbers: ['1', '2', '3'] });
});

describe('the way back from a card', () => {
  it('leads to the row one has walked to, once', () => {
    markPlace('1');
    markPlace('2');
    expect(takePlace(href)).toBe('2');
    expect(takePlace(href)).toBeNull();
    expect(findTrail('2')).toMatchObject({ href });
  });

  it('is of its own list only', () => {
    markPlace('2');
    expect(takePlace('/staff/cases')).toBeNull();
    expect(takePlace(href)).toBe('2');
  });

  it('does not begin at a case of no list', () => {
    markPlace('9');
    expect(takePlace(href)).toBeNull();
  });
});
