import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAssignment } from '../../../../shared/contract/group/assignments-moves.ts';
import { signProtocol } from '../../../../shared/contract/group/working-group-protocol.ts';
import { makeGroup, readMeeting } from '../../../../tests/support/group/group.ts';
import { bringToReview, password } from '../../../../tests/support/group/protocol.ts';
import { type PromiseLine, plantPromise } from '../../../../tests/support/promises.ts';
import { forgeAsOwner } from '../../../../tests/support/record.ts';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import type { Actor } from '../../../lib/module/context.ts';
import { countDecisions, listNearPromises } from './near.ts';

/** What the head reads of promises and of the last protocol. */

const TODAY = '2026-11-24';
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(`${TODAY}T05:00:00Z`);
});
afterAll(() => server.close());

const plant = (number: string, file: object, ...lines: PromiseLine[]): Promise<string> =>
  plantPromise(server, { number, title: `Дело ${number}, +79120000017`, ...file }, lines);
const listed = async () => {
  const promises = await asSystem(server, (ctx) => listNearPromises(ctx, TODAY));
  return promises.map(({ caseNumber, until, isBroken }) => [caseNumber, until, isBroken]);
};

describe('promises of the sheet', () => {
  test('are two broken lately, the latest first to be chosen, and the nearest days; by day, four at most', async () => {
    await plant('1', {}, { until: '2026-11-09', state: 'broken' });
    expect(await listed()).toEqual([]);
    await plant('2', {}, { until: '2026-11-10', state: 'broken' });
    expect(await listed()).toEqual([['2', '2026-11-10', true]]);
    await plant('3', {}, { until: '2026-11-20', state: 'broken' });
    // Its day is past, and nobody has settled it yet.
    await plant('4', {}, { until: '2026-11-23' });
    await plant('5', {}, { until: TODAY });
    await plant('6', {}, { until: '2026-11-30' });
    await plant('7', {}, { until: '2026-12-05' });
    await plant('8', {}, { until: '2026-11-26' });
    expect(await listed()).toEqual([
      ['3', '2026-11-20', true],
      ['4', '2026-11-23', true],
      ['5', TODAY, false],
      ['8', '2026-11-26', false],
    ]);
  });

  test('are none that is kept or moved, of what is answered or closed', async () => {
    const until = TODAY;
    await plant('20', {}, { until, state: 'kept' });
    await plant('21', {}, { until, state: 'moved' });
    await plant('22', { status: 'answered', answered_at: '2026-11-20T05:00:00Z' }, { until });
    await plant('23', { status: 'closed', closed_at: '2026-11-20T05:00:00Z' }, { until });
    expect((await listed()).map(([number]) => number)).toEqual(['3', '4', '5', '8']);
  });

  test('hold nothing that leads to a person, and are those the reader may read', async () => {
    const [first] = await asSystem(server, (ctx) => listNearPromises(ctx, TODAY));
    expect(first?.title).toMatch(/^Дело 3/u);
    expect(first?.title).not.toMatch(/79120000017/u);
    const nobody = { kind: 'resident', id: randomUUID() } as Actor;
    expect(await asSystem(server, (ctx) => listNearPromises({ ...ctx, actor: nobody }, TODAY))).toEqual([]);
  });
});

describe('decisions of the last signed protocol', () => {
  const counted = () => asSystem(server, (ctx) => countDecisions(ctx));

  test('are none where none was signed', async () => {
    expect(await counted()).toBeNull();
  });

  test('are counted by what became of the assignments of that meeting alone', async () => {
    const group = await makeGroup(server);
    const { id } = await bringToReview(server, group);
    expect(await counted()).toBeNull();
    const { version } = await readMeeting(server, group, id);
    await server.call(signProtocol, { params: { id }, body: { version, password } }, group.cookies.deputy);
    await server.drain();
    const number = expect.any(String);
    expect(await counted()).toEqual({ number, meetingId: id, total: 1, done: 0, cancelled: 0 });
    // One of no meeting is not counted.
    const body = {
      source: 'resolution' as const,
      basis: 'Резолюция главы № 5',
      basisOn: '2026-11-20',
      dueOn: '2026-12-15',
      text: 'Осмотреть подъезды',
      expectedResult: 'Акты',
      responsibleId: group.ids.member,
    };
    await server.call(createAssignment, { body }, group.cookies.secretary);
    expect(await counted()).toMatchObject({ total: 1 });
    for (const [change, done, cancelled] of [
      ["state = 'accepted', report_no = 1", 1, 0],
      ["state = 'cancelled', cancelled_by_decision = gen_random_uuid()", 0, 1],
    ] as const) {
      await forgeAsOwner(
        server,
        'assignments.assignment',
        `UPDATE assignments.assignment SET ${change} WHERE meeting_id = '${id}'`,
      );
      expect(await counted()).toEqual({ number, meetingId: id, total: 1, done, cancelled });
    }
  });
});

test('a promise of a case is told by its own number, whatever else was promised of it', async () => {
  await server.asOwner('DELETE FROM cases.promise');
  const number = `2026-11-${randomUUID().slice(0, 4)}`;
  await plant(
    number,
    {},
    { until: '2026-11-12', state: 'moved' },
    { until: '2026-11-27', madeAt: '2026-11-12T06:00:00Z' },
  );
  expect(await listed()).toEqual([[number, '2026-11-27', false]]);
});
