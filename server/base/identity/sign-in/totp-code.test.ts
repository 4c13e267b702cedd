import { describe, expect, it } from 'vitest';
import { findStep, newTotpSecret, stepOf, totpAt, totpUri } from './totp-code.ts';

/** «12345678901234567890» of RFC 6238 appendix B, in base32; its eight digits end with our six. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('codes by time', () => {
  it.each([
    ['1970-01-01T00:00:59Z', '287082'],
    ['2005-03-18T01:58:29Z', '081804'],
    ['2005-03-18T01:58:31Z', '050471'],
    ['2009-02-13T23:31:30Z', '005924'],
    ['2033-05-18T03:33:20Z', '279037'],
    ['2603-10-11T11:33:20Z', '353130'],
  ])('RFC 6238 at %s', (at, code) => {
    expect(totpAt(secret, stepOf(new Date(at)))).toBe(code);
  });

  it('a code fits one step to either side, and no step twice', () => {
    const now = new Date('2026-11-26T10:00:10Z');
    const step = stepOf(now);
    for (const off of [-1, 0, 1])
      expect(findStep(secret, totpAt(secret, step + off), now, 0)).toBe(step + off);
    for (const off of [-2, 2]) expect(findStep(secret, totpAt(secret, step + off), now, 0)).toBeNull();
    expect(findStep(secret, totpAt(secret, step), now, step)).toBeNull();
    expect(findStep(secret, '', now, 0)).toBeNull();
  });

  it('a secret has 160 bits and its address names who it is for', () => {
    const made = newTotpSecret();
    expect(made).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(made);
    expect(totpUri(made, 'Отклик', 'a@b.ru')).toBe(
      `otpauth://totp/%D0%9E%D1%82%D0%BA%D0%BB%D0%B8%D0%BA:a%40b.ru?secret=${made}&issuer=%D0%9E%D1%82%D0%BA%D0%BB%D0%B8%D0%BA`,
    );
  });
});
