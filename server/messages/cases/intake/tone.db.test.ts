import { afterAll, beforeAll, expect, test } from 'vitest';
import { getCase } from '../../../../shared/contract/messages/cases-card.ts';
import { countInbox, listCases, listInbox } from '../../../../shared/contract/messages/cases-list.ts';
import { changeCase } from '../../../../shared/contract/messages/cases-staff.ts';
import { submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInStaff } from '../../../../tests/support/site/sign-in.ts';

let server: TestServer;
let cookie: string;
beforeAll(async () => {
  server = await startTestServer();
  ({ cookie } = await signInStaff(server, 'operator'));
});
afterAll(() => server?.close());

test('danger stands first page by page, is named with its words, and leaves its place by a person’s word alone', async () => {
  const texts = [
    'Не горит фонарь у дома, Титова 14',
    'Яма на дороге, Мира 5',
    'Во дворе сломаны качели, Мира 7',
    'В подъезде пахнет газом, Кирова 3',
    'Огромное спасибо дворникам за чистый двор',
  ];
  const numbers: string[] = [];
  for (const text of texts) numbers.push((await submitCase(server, { text })).number);
  await server.drain();

  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await server.call(listInbox, { query: { limit: 2, cursor } }, cookie);
    seen.push(...page.rows.map(({ number }) => number));
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(seen[0]).toBe(numbers[3]);
  expect([...seen].sort()).toEqual([...numbers].sort());
  expect((await server.call(countInbox, {}, cookie)).views.danger).toBe(1);

  const card = await server.call(getCase, { params: { number: numbers[3]! } }, cookie);
  expect(card.tone).toMatchObject([{ kind: 'life', title: 'Запах газа', words: ['пахнет газом'] }]);
  // It warns and sorts, and decides nothing.
  expect(card).toMatchObject({ importance: 'normal', status: 'moderation', toneCheck: null });

  const thanks = await server.call(listCases, { query: { tone: 'gratitude' } }, cookie);
  expect(thanks.rows.map(({ number }) => number)).toEqual([numbers[4]]);

  const changed = await server.call(
    changeCase,
    { params: { id: card.id }, body: { version: card.version, toneCheck: 'dismissed' } },
    cookie,
  );
  expect(changed.toneCheck).toBe('dismissed');
  expect((await server.call(countInbox, {}, cookie)).views.danger).toBe(0);
  expect((await server.call(listCases, { query: { tone: 'life' } }, cookie)).rows).toEqual([]);
});
