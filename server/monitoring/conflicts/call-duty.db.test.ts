import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/monitoring/conflicts.ts';
import { type ConflictDesk, openConflictDesk } from '../../../tests/support/networks/conflict-desk.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

/** Who is called to a conflict, by what letter, and how often. */

let desk: ConflictDesk;
let params: { id: string };

beforeAll(async () => {
  desk = await openConflictDesk();
  await signInAs(desk.server, 'deputy');
  const said = 'На проспекте Победы, 9 нет отопления. Тепло дадим';
  await desk.own('heat-1', `${said} 24.11.`, '2026-11-24T04:50:00Z');
  await desk.own('heat-2', `${said} 26 ноября.`, '2026-11-24T06:20:00Z');
  const [found] = await desk.signals('contradiction');
  params = { id: (await desk.openOf(found?.id ?? '')).id };
});
afterAll(() => desk.server.close());

const body = async () => ({ params, body: { version: (await desk.readConflict(params.id)).version } });

/** Letters of one call at this moment. */
async function callAt(clock: string): Promise<{ recipient: string; subject: string; text: string }[]> {
  desk.server.setNow(`2026-11-24T${clock}Z`);
  await desk.server.asOwner('DELETE FROM outbox.letter');
  await desk.server.call(contract.callDuty, await body(), desk.operator);
  const { rows } = await desk.server.asOwner(
    `SELECT recipient, subject, text FROM outbox.letter WHERE purpose = 'conflict-call' ORDER BY recipient`,
  );
  return rows;
}
const people = (letters: readonly { recipient: string }[]) =>
  letters.map(({ recipient }) => recipient.replace(/@.*$/u, ''));

const putOnDuty = async (name: string, from: string, to: string) =>
  desk.server.asOwner(
    `INSERT INTO clocks.duty (id, person_id, from_at, to_at, made_at, made_by_name)
     SELECT gen_random_uuid(), id, '${from}', '${to}', now(), 'С.' FROM identity.person WHERE staff_email LIKE '${name}%' LIMIT 1`,
  );

describe('to a conflict is called', () => {
  test('where nobody is on duty, the head of the centre, or the deputy: by what it is and until when', async () => {
    const letters = await callAt('09:00:00');
    expect(people(letters)).toEqual(['chair']);
    const { number, title } = await desk.readConflict(params.id);
    const [letter] = letters;
    expect(letter?.subject).toBe(`Конфликт ${number}: вас зовут`);
    expect(letter?.text).toBe(`Вас зовёт Пробный С.: ${title}, риск высокий. Уладить до 24.11.2026, 15:00.`);
  });

  test('nobody again for a quarter of an hour', async () => {
    desk.server.setNow('2026-11-24T09:14:59Z');
    expect((await desk.server.fail(contract.callDuty, await body(), desk.operator)).detail).toMatch(
      /уже позвали/u,
    );
    expect(people(await callAt('09:15:00'))).toEqual(['chair']);
    const { history } = await desk.readConflict(params.id);
    expect(history.filter(({ what }) => what.startsWith('Позвали'))).toHaveLength(2);
  });

  test('by a letter that leads to it, where the site has an address', async () => {
    const { config } = desk.server.app.services;
    const { publicUrl } = config;
    Object.assign(config, { publicUrl: 'http://city.example' });
    const [letter] = await callAt('09:40:00');
    Object.assign(config, { publicUrl });
    expect(letter?.text).toMatch(/\.\n\nhttp:\/\/city\.example\/staff\/conflicts\?id=/u);
    expect(letter?.text).toContain(params.id);
  });

  test('whoever is on duty now, and nobody else', async () => {
    await signInAs(desk.server, 'reviewer');
    await putOnDuty('operator', '2026-11-24T09:00:00Z', '2026-11-24T18:00:00Z');
    await putOnDuty('reviewer', '2026-11-24T18:00:00Z', '2026-11-25T09:00:00Z');
    expect(people(await callAt('10:00:00'))).toEqual(['operator']);
    expect(people(await callAt('19:00:00'))).toEqual(['reviewer']);
  });

  test('nobody where nobody works here any more, and that is said', async () => {
    desk.server.setNow('2026-11-26T09:00:00Z');
    const given = await body();
    await desk.server.asOwner(
      `UPDATE identity.person SET is_active = false WHERE staff_email LIKE 'chair%' OR staff_email LIKE 'deputy%'`,
    );
    expect((await desk.server.fail(contract.callDuty, given, desk.operator)).detail).toMatch(/Звать некого/u);
  });
});
