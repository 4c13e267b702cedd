import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lacksShared, sharedDir } from '../../../tests/support/site/shared.ts';
import { makeResident, residentSurnames } from './people.ts';
import { openRandom } from './random.ts';

const people = Array.from({ length: 500 }, (_, index) => makeResident(index, openRandom(`test:${index}`)));

describe('invented residents', () => {
  it('have names that agree in gender, numbers nobody is given and mail that cannot arrive', () => {
    for (const { fullName, address, isWoman, phone, email } of people) {
      expect(fullName).toMatch(/^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$/u);
      expect(fullName.endsWith(address)).toBe(true);
      expect(fullName.endsWith(isWoman ? 'на' : 'ич')).toBe(true);
      expect(phone).toMatch(/^\+7900000\d{4}$/);
      expect(email).toMatch(/@demo\.invalid$/);
    }
    expect(new Set(people.map(({ fullName }) => fullName)).size).toBeGreaterThan(450);
  });

  it.skipIf(lacksShared)('bear no surname of the people named in the decree', () => {
    if (!sharedDir) throw new Error('Общие данные не найдены: задайте OTKLIK_SHARED');
    const decree = readFileSync(join(sharedDir, 'product/decree-398-2021.txt'), 'utf8');
    const named = [
      ...decree.matchAll(/(\p{Lu}\p{Ll}+)\s+\p{Lu}\p{Ll}+\s+\p{Lu}\p{Ll}+(?:вич|вна|чна)(?!\p{L})/gu),
    ].map(([, surname]) => surname!.toLocaleLowerCase('ru'));
    expect(named.length).toBeGreaterThan(3);
    const invented = residentSurnames.map((surname) => surname.toLocaleLowerCase('ru'));
    for (const surname of named) {
      expect(invented.filter((own) => own.startsWith(surname.slice(0, 5)))).toEqual([]);
    }
  });
});
