import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { changeKeyFile, forgetKeyFile } from './seal-keys.ts';
import { isSealedAnew, isSigned, seal, signValue, unseal } from './sealed.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'otklik-seal-'));
afterAll(() => rmSync(dataDir, { recursive: true }));
const config = (more: Record<string, string> = {}) =>
  readConfig({ DATABASE_URL: 'postgres://nowhere', OTKLIK_DATA: dataDir, ...more });

describe('a change of the key of the data folder', () => {
  test('what the former key sealed opens, new values name the new one; forgotten, it opens nothing', () => {
    const before = seal(config(), 'place', 'пароль');
    const mark = signValue(config(), 'unsubscribe', 'letter');
    expect(isSealedAnew(config(), before)).toBe(true);
    changeKeyFile(dataDir);
    expect(unseal(config(), 'place', before)).toBe('пароль');
    expect(isSealedAnew(config(), before)).toBe(false);
    // Links in letters that went out still lead where they led.
    expect(isSigned(config(), 'unsubscribe', 'letter', mark)).toBe(true);
    const after = seal(config(), 'place', 'пароль');
    expect(after.split('.')[1]).not.toBe(before.split('.')[1]);
    expect(statSync(join(dataDir, 'seal-keys-old')).mode & 0o777).toBe(0o600);
    forgetKeyFile(dataDir);
    expect(unseal(config(), 'place', before)).toBeNull();
    expect(unseal(config(), 'place', after)).toBe('пароль');
  });

  test('a value moved to another place, touched, or of the first version', () => {
    const sealed = seal(config(), 'place', 'пароль');
    expect(unseal(config(), 'other', sealed)).toBeNull();
    expect(unseal(config(), 'place', `${sealed.slice(0, -4)}AAAA`)).toBeNull();
    expect(unseal(config(), 'place', `v1.${sealed.split('.')[2]}`)).toBe('пароль');
    expect(unseal(config(), 'place', 'v3.x.y')).toBeNull();
  });
});

test('keys the operator keeps: the first seals, the former open', () => {
  const [old, fresh] = ['а'.repeat(40), 'б'.repeat(40)];
  const before = seal(config({ OTKLIK_SEAL_KEY: old }), 'place', 'пароль');
  const rotated = config({ OTKLIK_SEAL_KEY: fresh, OTKLIK_SEAL_KEYS_OLD: ` ${old} ,` });
  expect(unseal(rotated, 'place', before)).toBe('пароль');
  expect(unseal(config({ OTKLIK_SEAL_KEY: fresh }), 'place', before)).toBeNull();
  expect(() => seal(config({ OTKLIK_SEAL_KEY: 'короткий' }), 'place', 'пароль')).toThrow(/32/);
  expect(readFileSync(join(dataDir, 'seal-key'), 'utf8')).not.toContain(fresh);
});
