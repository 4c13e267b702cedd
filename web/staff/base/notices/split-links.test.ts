import { expect, test } from 'vitest';
import { splitLinks } from './split-links.ts';

const pathsOf = (text: string) => splitLinks(text).flatMap(({ path }) => path ?? []);

test.each([
  ['№ 2026-11-0001, яма. https://otklik.example/staff/cases/2026-11-0001', ['/staff/cases/2026-11-0001']],
  ['№ 2026-11-0001, яма. /staff/cases/2026-11-0001', ['/staff/cases/2026-11-0001']],
  ['Первое. /staff/cases/1\nВторое. /staff/cases/2', ['/staff/cases/1', '/staff/cases/2']],
  ['Сводка: https://otklik.example/head', ['/head']],
  ['Дома 12/staff не бывает; https://foreign.example/other', []],
])('addresses of «%s» are links by their path', (text, paths) => {
  expect(pathsOf(text)).toEqual(paths);
  expect(
    splitLinks(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
});
