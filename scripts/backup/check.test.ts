import { expect, it } from 'vitest';
import { commandOfCheck, describeCounts } from './check.ts';

it('what a copy holds is counted in words that agree with the number', () => {
  const told = (counts: Record<string, number>) => describeCounts(counts).replaceAll('\u00a0', ' ');
  expect(told({ cases: 0, journal: 22, files: 1 })).toBe('0 дел, 22 записи журнала, 1 файл');
  expect(told({ cases: 41_812, journal: 90_121, files: 5 })).toBe(
    '41 812 дел, 90 121 запись журнала, 5 файлов',
  );
  expect(told({ letters: 3 })).toBe('3 letters');
});

it('the command of a check names its place, and is typed as it is printed', () => {
  expect(commandOfCheck('/mnt/копии')).toBe('npm run backup -- --check --to /mnt/копии');
  expect(commandOfCheck('/mnt/мои копии')).toBe("npm run backup -- --check --to '/mnt/мои копии'");
});
