import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeRegime, registerCase } from '../../../../shared/contract/messages/cases-staff.ts';
import { readCard } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';

/** Another legal order of one case among others: whose order it changes, and of which it does not. */

let server: TestServer;
let operator: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInAs(server, 'operator');
});
afterAll(() => server.close());

async function registered() {
  const body = { clientKey: randomUUID(), kind: 'paper', text: 'Во дворе не вывозят мусор вторую неделю.' };
  const { number } = await server.call(registerCase, { body: body as never }, operator);
  return readCard(server, number, operator);
}

const change = ({ id, version }: { id: string; version: number }, regime: string, cookie = operator) => ({
  given: {
    params: { id },
    body: { version, regime: regime as never, signs: [], ground: 'В письме прямо сказано об этом' },
  },
  cookie,
});
const call = ({ given, cookie }: ReturnType<typeof change>) => server.call(changeRegime, given, cookie);
const fail = ({ given, cookie }: ReturnType<typeof change>) => server.fail(changeRegime, given, cookie);

/** All that is kept of the order of a case. */
const kept = async (id: string) =>
  (
    await server.asOwner(
      `SELECT to_jsonb(file) AS file, (SELECT jsonb_agg(to_jsonb(clock) ORDER BY clock.id) FROM cases.clock WHERE case_id = file.id) AS clocks,
         (SELECT jsonb_agg(to_jsonb(contact) ORDER BY contact.id) FROM cases.contact WHERE case_id = file.id) AS contacts,
         (SELECT count(*)::int FROM cases.event WHERE case_id = file.id) AS events
       FROM cases.case_file AS file WHERE id = '${id}'`,
    )
  ).rows[0];

test('changes the order, the author’s ground and the terms of that case, and nothing of another', async () => {
  const [one, other] = [await registered(), await registered()];
  // The other is under that order already.
  await call(change(other, 'internal'));
  const before = await kept(other.id);
  const changed = await call(change(one, 'internal'));
  expect(changed.regime).toBe('internal');
  expect(await kept(other.id)).toEqual(before);
  const clocks = (await kept(one.id)).clocks as {
    rule_id: string;
    kind: string;
    is_void: boolean;
    note: string;
  }[];
  expect(clocks.map(({ rule_id: rule, is_void: isVoid }) => [rule, isVoid])).toEqual(
    expect.arrayContaining([['answer-30cd', false]]),
  );
  expect(clocks.filter(({ kind, is_void: isVoid }) => kind === 'answer' && isVoid)).toMatchObject([
    { note: 'Изменён правовой режим' },
  ]);
  // Back again: what was void once stays as it was ended.
  const voided = clocks.filter(({ is_void: isVoid }) => isVoid);
  server.setNow('2026-11-24T11:00:00Z');
  await call(change(changed, 'appeal_59fz'));
  const later = (await kept(one.id)).clocks as typeof clocks;
  for (const clock of voided) expect(later).toContainEqual(clock);
  server.setNow('2026-11-24T09:00:00Z');
});

test('is for those who sort messages, and is not changed of what is closed or has no author', async () => {
  const card = await registered();
  const before = await kept(card.id);
  expect((await fail(change(card, 'internal', await signInAs(server, 'executor')))).status).toBeGreaterThan(
    400,
  );
  await server.asOwner(
    `UPDATE cases.case_file SET status = 'closed', closed_at = now() WHERE id = '${card.id}'`,
  );
  const closed = await readCard(server, card.number, operator);
  expect((await fail(change(closed, 'internal'))).detail).toMatch(/^Дело закрыто/u);
  await server.asOwner(
    `UPDATE cases.case_file SET status = '${before.file.status}', closed_at = NULL WHERE id = '${card.id}'`,
  );
  await server.asOwner(`DELETE FROM cases.contact WHERE case_id = '${card.id}'`);
  expect((await fail(change(card, 'internal'))).detail).toMatch(/^У дела нет автора/u);
});
