import { afterAll, beforeAll, expect, test } from 'vitest';
import { suggestTopic as suggestRoute } from '../../../shared/contract/base/understanding.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.close());

test('a text is answered with facts and the words that caused them, an empty one with none', async () => {
  const { facts } = await server.call(suggestRoute, { body: { text: 'Глубокая яма на дороге у школы' } });
  expect(facts[0]).toMatchObject({ factId: 'roads.pavement.pothole', block: 'roads' });
  expect(facts[0]?.words).toContain('яма');
  expect(facts.length).toBeLessThanOrEqual(3);
  expect((await server.call(suggestRoute, { body: { text: '' } })).facts).toEqual([]);
  expect((await server.call(suggestRoute, { body: { text: '😀😀 \u202Eабв <script>' } })).facts).toEqual([]);
  const problem = await server.fail(suggestRoute, { body: { text: 'я'.repeat(100_001) } });
  expect(problem.status).toBe(400);
});
