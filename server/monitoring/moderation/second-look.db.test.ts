import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/monitoring/moderation.ts';
import * as acts from '../../../shared/contract/monitoring/moderation-acts.ts';
import { memberOf } from '../../../tests/support/networks/incident-desk.ts';
import {
  AD,
  type ModerationDesk,
  openModerationDesk,
} from '../../../tests/support/networks/moderation-desk.ts';
import { deliverEvent, makePost, readingOf } from '../../../tests/support/networks/told-network.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { sweepClocks } from '../../base/clocks/index.ts';

type Act = contract.ActCard;

let m: ModerationDesk;

beforeAll(async () => {
  m = await openModerationDesk();
});
afterAll(() => m.server.close());
beforeEach(() => m.server.setNow('2026-11-24T09:00:00Z'));

/** A rule that asks for a second person. */
const OWES = 2;

const look = (act: Act) => ({ params: { id: act.id }, body: { version: act.version, agrees: true } });
const agree = (act: Act) => m.server.call(acts.lookSecond, look(act), m.approver);

async function sweepAt(iso: string): Promise<void> {
  m.server.setNow(iso);
  await asSystem(m.server, sweepClocks);
}

/** Steps the ladder told a person of a decision, in their order. */
async function toldTo(email: string, act: Act): Promise<string[]> {
  const { rows } = await sql<{ title: string }>`
    SELECT title FROM clocks.line JOIN identity.person ON person.id = person_id
    WHERE subject_id = ${act.id} AND staff_email = ${email} ORDER BY line.round, line.step`.execute(
    m.server.app.services.database,
  );
  return rows.map(({ title }) => title);
}

describe('the term of a second look', () => {
  const counts = (cookie: string) => m.server.call(contract.countWaitingActs, {}, cookie);

  test('is four working hours: it is shown, and counted as late to whoever is to look and to nobody else', async () => {
    const act = await m.hide(await m.advertise(), OWES, m.chair);
    expect(act.second).toEqual({ dueAt: '2026-11-24T13:00:00.000Z', isLate: false });
    expect(await counts(m.approver)).toEqual({ waiting: 1, appeals: 0, late: 0 });
    m.server.setNow('2026-11-24T13:00:01Z');
    expect((await m.readAct(act.id)).second?.isLate).toBe(true);
    expect(await counts(m.approver)).toEqual({ waiting: 1, appeals: 0, late: 1 });
    expect(await counts(m.chair)).toEqual({ waiting: 0, appeals: 0, late: 0 });
    expect((await agree(act)).second).toBeNull();
    expect(await counts(m.approver)).toEqual({ waiting: 0, appeals: 0, late: 0 });
    await m.server.drain();
  });

  test('is told of step by step to those who judge, until somebody has looked', async () => {
    const waits = await m.hide(await m.advertise(), OWES);
    const looked = await m.hide(await m.advertise(), OWES);
    await sweepAt('2026-11-24T09:00:00Z');
    await agree(looked);
    await sweepAt('2026-11-24T11:59:00Z');
    expect(await toldTo('approver@demo.invalid', waits)).toEqual([]);
    await sweepAt('2026-11-24T12:00:00Z');
    await sweepAt('2026-11-24T13:00:00Z');
    expect(await toldTo('approver@demo.invalid', waits)).toEqual(['прошло три четверти срока', 'срок истёк']);
    expect(await toldTo('operator@demo.invalid', waits)).toEqual([]);
    expect(await toldTo('approver@demo.invalid', looked)).toEqual([]);
    await agree(waits);
    await m.server.drain();
  });

  test('but not to whoever proposed it, since they may not look', async () => {
    const [own, operators] = [
      await m.hide(await m.advertise(), OWES, m.chair),
      await m.hide(await m.advertise(), OWES),
    ];
    await sweepAt('2026-11-24T09:00:00Z');
    await sweepAt('2026-11-24T13:00:00Z');
    expect(await toldTo('chair@demo.invalid', own)).toEqual([]);
    expect(await toldTo('approver@demo.invalid', own)).toContain('срок истёк');
    expect(await toldTo('chair@demo.invalid', operators)).toContain('срок истёк');
    for (const act of [own, operators]) await agree(act);
    await m.server.drain();
  });

  test('and of an objection too, until it is decided', async () => {
    const [open, decided] = [await m.hidden(), await m.hidden()];
    const looked = await m.hide(await m.advertise(), OWES);
    await agree(looked);
    await m.server.drain();
    for (const act of [open, decided, looked]) await m.appeal(await m.readAct(act.id, m.approver));
    await sweepAt('2026-11-24T09:00:00Z');
    await m.decide(await m.readAct(decided.id, m.approver), 'upheld');
    await sweepAt('2026-11-27T19:00:00Z');
    expect(await toldTo('approver@demo.invalid', open)).toContain('срок истёк');
    expect(await toldTo('approver@demo.invalid', decided)).toEqual([]);
    // Whoever looked second may not decide it either.
    expect(await toldTo('approver@demo.invalid', looked)).toEqual([]);
    expect(await toldTo('chair@demo.invalid', looked)).toContain('срок истёк');
  });
});

describe('a comment its author mends', () => {
  let events = 0;
  /** The network tells of the comment of a decision as it was, or became, at that moment. */
  async function tell(act: Act, given: object): Promise<void> {
    events += 1;
    const post = makePost({
      id: `c-${await m.numberOf(act)}`,
      threadId: String(await m.post(act, 'thread_key')),
      parentId: String(await m.post(act, 'thread_key')),
      authorId: String(await m.post(act, 'author_key')),
      text: AD,
      ...given,
    });
    await deliverEvent(m.server, m.page, readingOf(`mend-${events}`, { fact: 'seen', post }));
    await m.server.drain();
  }
  const at = (time: string) => new Date(`2026-11-24T${time}:00Z`);

  test('while a second person is to look is not taken off for its former words, but for new ones anew', async () => {
    const incident = await m.advertise();
    const act = await m.hide(incident, OWES);
    await tell(act, { text: 'Убрал рекламу, извините', editedAt: at('08:58') });
    const shown = await m.readAct(act.id, m.approver);
    expect(shown.evidence).toMatchObject({ text: AD, isMended: true });
    expect((await m.server.fail(acts.lookSecond, look(shown), m.approver)).detail).toMatch(/исправили/u);
    const stays = { version: shown.version, agrees: false, note: 'Автор исправил' };
    await m.server.call(acts.lookSecond, { params: { id: act.id }, body: stays }, m.approver);
    const [open] = (await m.readTalk(incident)).comments;
    expect(open).toMatchObject({ text: 'Убрал рекламу, извините', serial: 2 });
    const former = { ...(await m.bodyFor(incident, OWES)), serial: 1 };
    expect((await m.server.fail(contract.hideComment, { body: former }, m.operator)).fields).toHaveProperty(
      'postId',
    );
  });

  test('is not mended by a look that came late, nor by a name the author took', async () => {
    const incident = await m.advertise({ editedAt: at('08:57') });
    const act = await m.hide(incident, OWES);
    await tell(act, { text: 'Как было до правки', editedAt: null });
    await tell(act, { authorName: 'Анна Другая', editedAt: at('08:57') });
    expect(memberOf(await m.read(incident.id)).sights).toHaveLength(3);
    const shown = await m.readAct(act.id, m.approver);
    expect(shown.evidence).toMatchObject({ text: AD, isMended: false });
    expect((await agree(shown)).state).toBe('hiding');
    await m.server.drain();
  });
});
