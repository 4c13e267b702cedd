import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as acts from '../../../shared/contract/monitoring/incident-acts.ts';
import * as replies from '../../../shared/contract/monitoring/incident-replies.ts';
import { type IncidentCard, listIncidents } from '../../../shared/contract/monitoring/incidents.ts';
import { type IncidentDesk, openIncidentDesk } from '../../../tests/support/networks/incident-desk.ts';
import { deliverEvent, makePost, readingOf } from '../../../tests/support/networks/told-network.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { incidentTerms } from './clock-subject.ts';

let desk: IncidentDesk;
/** An incident nobody touches, answered and waiting for more, and one with a draft. */
let still: IncidentCard[];
let serial = 0;

beforeAll(async () => {
  desk = await openIncidentDesk();
  const answered = await desk.approve(
    await desk.draft(await desk.sort(await ask()), { isInterim: true, promisedOn: '2026-11-27' }),
  );
  await desk.server.drain();
  const drafted = await desk.draft(await desk.sort(await ask(), { unitId: desk.unitId }), { as: 'draft' });
  still = [answered, drafted, await ask()];
});
beforeEach(() => desk.server.setNow('2026-11-24T10:00:00Z'));
afterAll(() => desk.server.close());

/** Somebody of their own, under a post of their own. */
function ask(given: Parameters<IncidentDesk['comment']>[0] = {}): Promise<IncidentCard> {
  serial += 1;
  const threadId = `thread-${serial}`;
  return desk.comment({ threadId, parentId: threadId, text: `Где вода на Титова, ${serial}?`, ...given });
}

/** All that is kept of an incident, as the database has it. */
async function kept(cards: readonly { id: string }[]): Promise<unknown> {
  const tables = ['term', 'member', 'reply', 'event'].map(
    (table) => `(SELECT jsonb_agg(to_jsonb(own) ORDER BY to_jsonb(own)::text) FROM incidents.${table} AS own
      WHERE own.incident_id = incident.id)`,
  );
  const { rows } = await desk.server.app.pool.query(
    `SELECT to_jsonb(incident), ${tables.join(', ')} FROM incidents.incident WHERE id = ANY($1) ORDER BY id`,
    [cards.map(({ id }) => id)],
  );
  return rows;
}

const told = async (number: string): Promise<string[]> => {
  const query = { told: number, limit: 200 };
  const { incidents } = await desk.server.call(listIncidents, { query }, desk.operator);
  return incidents.map(({ id }) => id);
};

const touch = (card: IncidentCard) => ({ params: { id: card.id }, body: { version: card.version } });

describe('what is done with one incident changes no other', () => {
  async function goesAlone(act: () => Promise<unknown>): Promise<void> {
    const before = await kept(still);
    await act();
    await desk.server.drain();
    expect(await kept(still)).toEqual(before);
  }

  test('sorted, taken, answered, gone on with, closed, opened again', async () => {
    const { call } = desk.server;
    const authorId = 'goes-on';
    await goesAlone(async () => {
      const sorted = await desk.sort(await ask({ authorId }), { unitId: desk.unitId, importance: 'high' });
      const taken = await call(acts.takeIncident, touch(sorted), desk.operator);
      const approved = await desk.approve(
        await desk.draft(taken, { isInterim: true, promisedOn: '2026-11-28' }),
      );
      await desk.server.drain();
      const out = await desk.read(approved.id);
      expect(out).toMatchObject({
        status: 'interim',
        term: { kind: 'final', dueAt: '2026-11-28T18:59:59.000Z' },
      });
      await desk.approve(await desk.draft(out));
      await desk.server.drain();
      const post = makePost({ id: 'goes-on-1', authorId, threadId: `thread-${serial}`, text: 'А свет?' });
      await deliverEvent(desk.server, desk.page, readingOf('goes-on-1', { fact: 'seen', post }));
      await desk.server.drain();
      const dialogue = await desk.read(approved.id);
      expect(dialogue).toMatchObject({ status: 'dialogue', term: { kind: 'follow-up' } });
      expect(dialogue.history[0]?.what).toBe('Разговор продолжился');
      const closing = {
        params: { id: dialogue.id },
        body: { version: dialogue.version, reason: 'Всё сказали' },
      };
      const closed = await call(acts.closeIncident, closing, desk.operator);
      await call(acts.restoreIncident, touch(closed), desk.operator);
    });
  });

  test('returned to its author, dismissed and brought back', async () => {
    const { call } = desk.server;
    await goesAlone(async () => {
      const drafted = await desk.draft(await desk.sort(await ask()));
      const params = { id: drafted.id, reply: drafted.replies[0]!.id };
      const body = { version: drafted.version, reason: 'Назовите улицу' };
      const returned = await call(replies.returnReply, { params, body }, desk.chair);
      expect(returned.replies).toMatchObject([{ state: 'returned', reason: 'Назовите улицу' }]);
      const dismissing = {
        params: { id: returned.id },
        body: { version: returned.version, reason: 'opinion' as const },
      };
      const gone = await call(acts.dismissIncident, dismissing, desk.operator);
      await call(acts.restoreIncident, touch(gone), desk.operator);
    });
  });

  test('merged, split, made a case', async () => {
    const { call } = desk.server;
    await goesAlone(async () => {
      const [one, two] = [await ask(), await ask()];
      const merging = { params: { id: two.id }, body: { version: two.version, intoId: one.id } };
      const merged = await call(acts.mergeIncident, merging, desk.operator);
      const postIds = merged.talk.flatMap(({ isMember, id }) => (isMember ? [id] : [])).slice(1);
      const splitting = { params: { id: merged.id }, body: { version: merged.version, postIds } };
      const { kept: rest, apart } = await call(acts.splitIncident, splitting, desk.operator);
      expect(apart.term?.kind).toBe('look');
      expect(rest.term?.kind).toBe('look');
      await call(acts.convertIncident, touch(await desk.sort(rest)), desk.operator);
    });
  });
});

describe('what a number counts', () => {
  const seen = async (name: string, from: string, to = from): Promise<boolean[]> => {
    const ids = await told(`${name}:${from}:${to}`);
    return still.map(({ id }) => ids.includes(id));
  };

  test('is of its days alone', async () => {
    const all = [true, true, true];
    const none = [false, false, false];
    expect(await seen('received', '2026-11-24')).toEqual(all);
    expect(await seen('received', '2026-11-23', '2026-11-25')).toEqual(all);
    expect(await seen('received', '2026-11-23')).toEqual(none);
    expect(await seen('received', '2026-11-25')).toEqual(none);
    expect(await seen('open', '2026-11-24')).toEqual(all);
    expect(await seen('open', '2026-11-23')).toEqual(none);
    // Of comments of the day an interim answer is one, a draft is none.
    expect(await seen('K18', '2026-11-24')).toEqual([false, true, true]);
    expect(await seen('K18', '2026-11-23')).toEqual(none);
    expect(await seen('K18', '2026-11-25')).toEqual(none);
    expect(await seen('K7', '2026-11-24')).toEqual([true, false, false]);
    expect(await seen('K7', '2026-11-23')).toEqual(none);
    expect(await seen('K7', '2026-11-25')).toEqual(none);
  });

  test('is of its page and its kind of post alone', async () => {
    const other = '00000000-0000-4000-8000-000000000000';
    for (const name of ['K7', 'K18']) {
      const own = await told(`${name}:2026-11-24:2026-11-24:${desk.page.id}`);
      expect(own).toContain(still[name === 'K7' ? 0 : 1]?.id);
      expect(await told(`${name}:2026-11-24:2026-11-24:${other}`)).toEqual([]);
    }
    const query = { told: 'K18:2026-11-24:2026-11-24', channel: 'direct_message', limit: 200 } as const;
    const { incidents } = await desk.server.call(listIncidents, { query }, desk.operator);
    expect(incidents).toEqual([]);
  });

  test('of a period that ends before it begins is refused', async () => {
    const query = { told: 'received:2026-11-25:2026-11-24' };
    const problem = await desk.server.fail(listIncidents, { query }, desk.operator);
    expect(problem).toMatchObject({
      code: 'lib.bad-input',
      fields: { told: expect.stringMatching(/раньше/u) },
    });
  });
});

describe('who is told of a term', () => {
  test('whoever sorts looks first; then the body it was sent to, and they as well', async () => {
    const found = await runMutation(
      desk.server.app.services,
      { actor: { kind: 'system', name: 'test' }, requestId: 't', ip: '' },
      (ctx) => incidentTerms.terms(ctx),
    );
    const sorters = [{ role: 'operator' }, { may: 'incidents.sort' }];
    const [answered, sent, raw] = still.map(({ id }) => found.filter((term) => term.id === id));
    expect(answered?.map(({ clock }) => clock)).toEqual(['incident-final']);
    expect(sent?.map(({ clock }) => clock)).toEqual(['incident-answer']);
    expect(raw?.map(({ clock }) => clock)).toEqual(['incident-look', 'incident-answer']);
    expect(sent?.[0]?.whom('owner', 'incident-answer')).toEqual([
      { role: 'executor', inUnit: true },
      ...sorters,
    ]);
    for (const term of [answered?.[0], ...(raw ?? [])])
      expect(term?.whom('owner', term.clock)).toEqual(sorters);
    for (const term of found) {
      expect(term.whom('coordinator', term.clock)).toEqual(sorters);
      expect(term.whom('head', term.clock)).toBeUndefined();
    }
    expect(sent?.[0]).toMatchObject({ unitId: desk.unitId, path: `/staff/social?id=${still[1]?.id}` });
    expect([incidentTerms.title('incident-look'), incidentTerms.title('case-look')]).toEqual([
      expect.stringMatching(/./u),
      undefined,
    ]);
  });
});
