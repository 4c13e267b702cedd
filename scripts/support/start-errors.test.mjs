import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { describeStartError } from './start-errors.mjs';

const folder = mkdtempSync(join(tmpdir(), 'otklik-start-errors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The error of the system itself. */
function failing(act) {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('It should have failed');
}

test('a file where the folder should be, and a folder below it', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  for (const path of [file, join(file, 'data')]) {
    const words = describeStartError(
      failing(() => mkdirSync(path, { recursive: true })),
      path,
    );
    expect(words).toBe(
      `Папка данных ${path} занята файлом с тем же именем. Исправьте это или укажите другую: npm start -- --data ПАПКА`,
    );
  }
});

test.each([
  ['EACCES', /закрыта для этой учётной записи/],
  ['EPERM', /принадлежит другой учётной записи/],
  ['EROFS', /только для чтения/],
  ['ENOSPC', /кончилось место/],
])('%s of a file in the folder', (code, words) => {
  const error = Object.assign(new Error(`${code}: raw`), {
    code,
    syscall: 'open',
    path: '/data/start-web.lock',
  });
  expect(describeStartError(error, '/data')).toMatch(words);
  expect(describeStartError(error, '/data')).toMatch(/^Папка данных \/data /);
});

test('an error in words of our own stays as it is', () => {
  expect(describeStartError(new Error('Порт 3000 занят.'), '/data')).toBe('Порт 3000 занят.');
  expect(describeStartError(Object.assign(new Error('x'), { code: 'EACCES' }), '/data')).toBe('x');
});
