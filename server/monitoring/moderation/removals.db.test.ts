import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAround } from '../../../shared/contract/monitoring/incident-playbooks.ts';
import type { IncidentCard } from '../../../shared/contract/monitoring/incidents.ts';
import type * as contract from '../../../shared/contract/monitoring/moderation.ts';
import * as acts from '../../../shared/contract/monitoring/moderation-acts.ts';
import { type ModerationDesk, openModerationDesk } from '../../../tests/support/networks/moderation-desk.ts';
import { deliverEvent, readingOf } from '../../../tests/support/networks/told-network.ts';
import { NetworkFailure } from '../../base/networks/index.ts';

type Act = contract.ActCard;

let m: ModerationDesk;

beforeAll(async () => {
  m = await openModerationDesk();
});
afterAll(() => m.server.close());

let events = 0;
/** The network tells that a comment is gone. */
async function goes(number: string, by: 'page' | 'author', at: Date | null = null): Promise<void> {
  events += 1;
  await deliverEvent(
    m.server,
    m.page,
    readingOf(`goes-${events}`, { fact: 'gone', id: `c-${number}`, at, by }),
  );
  await m.server.drain();
}

/** Signals of deleted comments around a talk. */
async function signals(incident: IncidentCard): Promise<number> {
  const around = await m.server.call(readAround, { params: { id: incident.id } }, m.operator);
  return around.signals.filter(({ kind }) => kind === 'deleted').length;
}

describe('a comment under our post that is gone', () => {
  test('is no sign of a conflict where a decision on record took it off, by the network or by hand', async () => {
    const incident = await m.advertise();
    await m.hide(incident);
    await m.server.drain();
    expect(await signals(incident)).toBe(0);

    const { hide: way } = m.network.connector;
    delete m.network.connector.hide;
    const other = await m.advertise();
    const act = await m.hide(other);
    expect(act.state).toBe('by-hand');
    await goes(await m.numberOf(act), 'page');
    expect(await signals(other)).toBe(0);
    m.network.connector.hide = way!;
  });

  test('is one where nobody decided, where a second person has not looked, and where it was put back', async () => {
    const plain = await m.advertise();
    const { rows } = await m.server.app.pool.query<{ number: string }>(
      'SELECT substr(external_id, 3) AS number FROM posts.post WHERE thread_key = $1',
      [`ad-${m.count()}`],
    );
    await goes(rows[0]!.number, 'page');
    expect(await signals(plain)).toBe(1);

    const waiting = await m.advertise();
    const act = await m.hide(waiting, 2);
    await goes(await m.numberOf(act), 'page');
    expect(await signals(waiting)).toBe(1);
    const agree = { params: { id: act.id }, body: { version: act.version, agrees: true } };
    expect((await m.server.fail(acts.lookSecond, agree, m.approver)).detail).toMatch(/уже нет/u);

    const back = await m.advertise();
    const taken = await m.hide(back);
    await m.server.drain();
    await m.appeal(taken);
    await m.decide(await m.readAct(taken.id, m.approver), 'granted');
    await m.server.drain();
    expect((await m.readAct(taken.id)).state).toBe('restored');
    await goes(await m.numberOf(taken), 'page', new Date('2026-11-24T09:20:00Z'));
    expect(await signals(back)).toBe(1);
  });
});

describe('a comment its author was quicker to delete', () => {
  const unknown = { when: 'before', failure: new NetworkFailure('unknown', 'Ответа нет') } as const;

  test('was not taken off by the page, whatever the network did not say', async () => {
    m.network.failDeed.next = unknown;
    const act = await m.hide(await m.advertise());
    await m.server.drain();
    expect((await m.readAct(act.id)).state).toBe('unknown');
    const talk = await m.read(act.incidentId);
    expect(talk.history[0]?.what).toBe(`${act.number}: неизвестно, чем кончилось в сети`);
    await goes(await m.numberOf(act), 'author');
    expect(await m.readAct(act.id)).toMatchObject({
      state: 'dropped',
      reason: 'Автор удалил комментарий сам',
      isWaiting: false,
      hiddenAt: null,
      notices: [],
      can: [],
    });
  });

  test('is of no decision any more where it was to be taken off by hand', async () => {
    const { hide: way } = m.network.connector;
    delete m.network.connector.hide;
    const act = await m.hide(await m.advertise());
    m.network.connector.hide = way!;
    expect(act.state).toBe('by-hand');
    await goes(await m.numberOf(act), 'author');
    expect(await m.readAct(act.id)).toMatchObject({ state: 'dropped', isWaiting: false, can: [] });
    // Nothing may be objected to: the words go by their usual term.
    const { rows } = await m.server.app.pool.query('SELECT holder FROM posts.hold WHERE post_id = $1', [
      act.postId,
    ]);
    expect(rows).toEqual([]);
  });

  test('is not settled after that by somebody who saw it wait', async () => {
    m.network.failDeed.next = unknown;
    const act = await m.hide(await m.advertise());
    await m.server.drain();
    const seen: Act = await m.readAct(act.id);
    await goes(await m.numberOf(act), 'author');
    const again = { params: { id: act.id }, body: { version: seen.version, as: 'again' as const } };
    expect((await m.server.fail(acts.settleAct, again, m.operator)).code).toBe('lib.changed-meanwhile');
    const deeds = m.network.deeds.length;
    await m.server.drain();
    expect(m.network.deeds).toHaveLength(deeds);
  });
});
