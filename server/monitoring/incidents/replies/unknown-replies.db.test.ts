import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDuty } from '../../../../shared/contract/base/clocks.ts';
import { listUnknownReplies, settleReply } from '../../../../shared/contract/monitoring/incident-replies.ts';
import type { IncidentCard } from '../../../../shared/contract/monitoring/incidents.ts';
import { type IncidentDesk, openIncidentDesk } from '../../../../tests/support/networks/incident-desk.ts';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { NetworkFailure } from '../../../base/networks/index.ts';
import { noteSaid } from './said.ts';

/** A reply whose fate nobody knows reaches a person, once for each time it became so, and stands in their day until it is ended. */

let desk: IncidentDesk;

const query = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await desk.server.app.pool.query(sql, values)).rows;

const letters = async (): Promise<string[]> =>
  (
    await query<{ recipient: string }>(
      "SELECT recipient FROM outbox.letter WHERE purpose = 'reply-unknown' ORDER BY created_at, id",
    )
  ).map(({ recipient }) => recipient);

const loseNext = (): void => {
  desk.network.isBlind = true;
  desk.network.fail.next = { when: 'after', failure: new NetworkFailure('unknown', 'Ответ сети не получен') };
};

async function makeUnknown(): Promise<IncidentCard> {
  const card = await desk.draft(await desk.sort(await desk.comment()));
  loseNext();
  await desk.approve(card);
  await desk.server.drain();
  const lost = await desk.read(card.id);
  expect(lost.replies[0]).toMatchObject({ state: 'unknown' });
  return lost;
}

const endingOf = async ({ replies }: IncidentCard) => {
  const [saying] = await query<{ id: string }>('SELECT id FROM networks.saying WHERE subject_id = $1', [
    replies[0]!.id,
  ]);
  return { sayingId: saying!.id, subjectKind: 'incident-reply', subjectId: replies[0]!.id };
};

const waiting = async (cookie = desk.operator) =>
  (await desk.server.call(listUnknownReplies, {}, cookie)).replies.map(({ number }) => number);

beforeAll(async () => {
  desk = await openIncidentDesk();
}, 60_000);
beforeEach(() => query("DELETE FROM outbox.letter WHERE purpose = 'reply-unknown'"));
afterAll(() => desk.server.close());

describe('ответ с неизвестной судьбой', () => {
  it('без дежурных — тем, кто следит за лентой и может ответить; письмо уходит сразу и без слов', async () => {
    const { number } = await makeUnknown();
    const told = await letters();
    const may = await query<{ email: string }>(
      `SELECT DISTINCT person.email FROM identity.person JOIN identity.role_grant AS held ON held.person_id = person.id
       WHERE held.role IN ('operator', 'chair')`,
    );
    expect(told.toSorted()).toEqual(may.map(({ email }) => email).toSorted());
    const [letter] = await query<{ state: string; subject: string; text: string; planned_at: Date | null }>(
      "SELECT state, subject, text, planned_at FROM outbox.letter WHERE purpose = 'reply-unknown' LIMIT 1",
    );
    expect(letter).toMatchObject({ subject: `Неизвестно, вышел ли ответ: инцидент № ${number}` });
    expect(letter!.text).not.toMatch(/Воду дадут/u);
    // No wish and no quiet hour moves it.
    expect(letter!.state).toBe('queued');
    expect(Number(letter!.planned_at ?? 0)).toBeLessThanOrEqual(Date.parse('2026-11-24T09:00:00Z'));
    expect(await waiting()).toContain(number);
  });

  it('при дежурном — ему одному', async () => {
    const [person] = await query<{ id: string; email: string }>(
      `SELECT person.id, person.email FROM identity.person JOIN identity.role_grant AS held ON held.person_id = person.id
       WHERE held.role = 'chair' LIMIT 1`,
    );
    const duty = { fromOn: '2026-11-24', fromTime: '08:00', toOn: '2026-11-25', toTime: '08:00' };
    await desk.server.call(addDuty, { body: { personId: person!.id, ...duty } }, desk.chair);
    await makeUnknown();
    expect(await letters()).toEqual([person!.email]);
  });

  it('та же весть ещё раз, и от двух сразу, никому ничего не говорит; сбой посередине не оставляет ничего', async () => {
    const card = await makeUnknown();
    const [first] = [await letters()];
    const ending = await endingOf(card);
    await asSystem(desk.server, (ctx) => noteSaid(ctx, ending));
    await desk.server.drain();
    expect(await letters()).toEqual(first);
    // As if nobody had been told yet: the one who tells dies in the middle, then two tell at once.
    await query("UPDATE incidents.reply SET state = 'saying', unknown_since = NULL WHERE id = $1", [
      ending.subjectId,
    ]);
    await query("DELETE FROM outbox.letter WHERE purpose = 'reply-unknown'");
    await expect(
      asSystem(desk.server, async (ctx) => {
        await noteSaid(ctx, ending);
        throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    expect(await letters()).toEqual([]);
    const events = (): Promise<unknown[]> =>
      query("SELECT serial FROM incidents.event WHERE incident_id = $1 AND what LIKE 'Неизвестно%'", [
        card.id,
      ]);
    const before = (await events()).length;
    await Promise.all([1, 2].map(() => asSystem(desk.server, (ctx) => noteSaid(ctx, ending))));
    await desk.server.drain();
    expect(await letters()).toHaveLength(first!.length);
    expect((await events()).length).toBe(before + 1);
  });

  it('отправленный снова и снова потерянный — новая весть; найденный уходит из дня', async () => {
    const card = await makeUnknown();
    const count = (await letters()).length;
    desk.server.setNow('2026-11-24T09:10:00Z');
    const settle = (body: object, version: number) =>
      desk.server.call(
        settleReply,
        { params: { id: card.id, reply: card.replies[0]!.id }, body: { version, ...body } as never },
        desk.operator,
      );
    loseNext();
    const again = await settle({ as: 'again' }, card.version);
    await desk.server.drain();
    expect(await letters()).toHaveLength(2 * count);
    expect(await waiting()).toContain(card.number);
    expect(again.version).toBeGreaterThan(card.version);
    const lost = await desk.read(card.id);
    await settle({ as: 'published', url: 'https://network.example/found' }, lost.version);
    await desk.server.drain();
    expect(await waiting()).not.toContain(card.number);
    expect(await letters()).toHaveLength(2 * count);
  });

  it('чужое не видно: исполнителю — своё подразделение, согласующему — ничего', async () => {
    expect(await waiting(await signInAs(desk.server, 'executor'))).toEqual([]);
    const reviewer = await signInAs(desk.server, 'reviewer');
    expect((await desk.server.fail(listUnknownReplies, {}, reviewer)).status).toBe(403);
  });
});
