import { afterAll, beforeAll, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/base/breaches.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { sweepClocks } from '../clocks/index.ts';
import { breachTerms } from './term-clock.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

async function toldAt(iso: string): Promise<string[]> {
  server.setNow(iso);
  await asSystem(server, sweepClocks);
  const { rows } = await server.app.pool.query(
    `SELECT DISTINCT kind AS clock, title, step FROM clocks.line WHERE subject_kind = 'breach' ORDER BY 1, step`,
  );
  return rows.map(({ clock, title }) => `${clock}: ${title}`);
}

test('whoever keeps breaches is told of both terms before and at their end, and no more of what was sent', async () => {
  // A Tuesday, 14:00 in the city.
  server.setNow('2026-11-24T09:00:00.000Z');
  const officer = await signInAs(server, 'privacy-officer');
  const { id, version } = await server.call(
    contract.openBreach,
    {
      body: {
        discoveredAt: '2026-11-24T09:00:00.000Z',
        what: 'Выгрузка дел отправлена не тому адресату',
        data: 'имена и телефоны',
        causes: 'ошибка в адресе',
        harm: 'звонки',
        measures: 'адресат удалил письмо',
        contact: 'ответственный за персональные данные',
      },
    },
    officer,
  );
  const terms = await asSystem(server, (ctx) => breachTerms.terms(ctx));
  expect(terms).toMatchObject([
    { clock: 'breach-initial', dueAt: new Date('2026-11-25T09:00:00.000Z'), path: `/staff/breaches/${id}` },
    { clock: 'breach-results', dueAt: new Date('2026-11-27T09:00:00.000Z') },
  ]);
  expect(terms[0]?.whom('owner', 'breach-initial')).toEqual([{ may: 'breaches.keep' }]);
  expect(JSON.stringify(terms)).not.toContain('не тому адресату');
  expect(breachTerms.title('breach-initial')).toBe('Уведомить Роскомнадзор об инциденте');

  await toldAt('2026-11-24T09:01:00.000Z');
  const soon = await toldAt('2026-11-24T12:00:00.000Z');
  expect(soon.some((line) => line.startsWith('breach-initial'))).toBe(true);
  const due = await toldAt('2026-11-25T09:01:00.000Z');
  expect(due).toContain('breach-initial: срок истёк');
  expect(due).not.toContain('breach-results: срок истёк');
  await server.call(
    contract.tellBreach,
    {
      params: { id, notice: 'initial' },
      body: { version, sentAt: '2026-11-25T09:00:30.000Z', number: '1-ИПД' },
    },
    officer,
  );
  expect((await asSystem(server, (ctx) => breachTerms.terms(ctx))).map(({ clock }) => clock)).toEqual([
    'breach-results',
  ]);
  const later = await toldAt('2026-11-27T09:01:00.000Z');
  expect(later.filter((line) => line.startsWith('breach-initial'))).toEqual(
    due.filter((line) => line.startsWith('breach-initial')),
  );
  expect(later).toContain('breach-results: срок истёк');
});
