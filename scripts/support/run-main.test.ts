import { parseArgs } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import { runMain, WrongCommand } from './run-main.ts';

afterEach(() => {
  process.exitCode = undefined;
  vi.restoreAllMocks();
});

async function run(main: () => Promise<number>): Promise<{ code: unknown; said: string }> {
  const said: string[] = [];
  vi.spyOn(console, 'error').mockImplementation((words: string) => void said.push(words));
  await runMain(main);
  return { code: process.exitCode, said: said.join('\n') };
}

const parse = (...args: string[]) => parseArgs({ args, options: { from: { type: 'string' } } });

test.each([
  ['done', async () => 0, 0, ''],
  ['failed', async () => 1, 1, ''],
  ['asked wrongly', () => Promise.reject(new WrongCommand('Не названа папка')), 2, 'Не названа папка'],
  [
    'a key there is not',
    async () => Number(parse('--zzz')),
    2,
    'Ключ --zzz задан неверно. Все ключи — с --help.',
  ],
  [
    'a key without its value',
    async () => Number(parse('--from')),
    2,
    'Ключ --from задан неверно. Все ключи — с --help.',
  ],
  ['a word too many', async () => Number(parse('word')), 2, 'Ключ задан неверно. Все ключи — с --help.'],
])('%s', async (_, main, code, said) => {
  expect(await run(main)).toEqual({ code, said });
});
