import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSystem, makeUnit } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { readTitles } from './performance.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const titlesBy = (by: Parameters<typeof readTitles>[1]) => asSystem(server, (ctx) => readTitles(ctx, by));

test.each([
  ['channel', 'site_form', /[а-я]/u],
  ['channel', 'nowhere', /^nowhere$/u],
  ['block', '', /^Тема не определена$/u],
  ['block', 'roads', /^Дороги/u],
  ['block', 'gone', /^gone$/u],
  ['fact', '', /^Тема не определена$/u],
  ['fact', 'roads.pavement.pothole', /^Яма/u],
  ['fact', 'gone.fact', /^gone\.fact$/u],
  ['district', '', /^Без места$/u],
  ['district', 'krasnogorsky', /^Красногорский/u],
  ['district', 'gone', /^gone$/u],
  ['unit', '', /^Исполнитель не назначен$/u],
  ['unit', 'gone', /^gone$/u],
] as const)('a line by %s of «%s» is called %s', async (by, id, title) => {
  expect((await titlesBy(by))(id)).toMatch(title);
});

test('a line by unit is called by its short name', async () => {
  const id = await makeUnit(server, 'Дорожная служба', 'roads-service');
  expect((await titlesBy('unit'))(id)).toBe('Дорожная служба');
});
