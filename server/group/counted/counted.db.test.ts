import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as counted from '../../../shared/contract/group/counted.ts';
import { readOpenCounted, readOwnCounted } from '../../../shared/contract/group/counted-open.ts';
import { createProblem } from '../../../shared/contract/messages/problems.ts';
import {
  actBody,
  comeRound,
  countIn,
  lettersOf,
  makeGround,
  putDiscussion,
} from '../../../tests/support/group/counted-desk.ts';
import { readCard, submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInStaff } from '../../../tests/support/site/sign-in.ts';
import { listDistricts } from '../../base/territory/index.ts';

/** What residents said, and the decisions that took it into account, seen from both ends. */

const NOW = '2026-11-24T06:00:00Z';
const LATER = '2026-11-24T06:11:00Z';
let server: TestServer;
let secretary: string;
let chair: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow(NOW);
  secretary = await signInAs(server, 'chair');
  chair = secretary;
});
afterAll(() => server.close());

async function putCase(more: object = {}, columns: { block?: string; fact?: string } = {}) {
  server.setNow(NOW);
  const sent = await submitCase(server, more);
  const { block = 'roads', fact = 'roads.pavement.pothole' } = columns;
  const { rows } = await server.app.pool.query<{ id: string }>(
    `UPDATE cases.case_file SET block = $2, fact_id = $3, street_id = NULL, district_id = NULL WHERE number = $1 RETURNING id`,
    [sent.number, block, fact],
  );
  return { ...sent, id: rows[0]!.id };
}

const of = (kind: counted.CardKind, id: string, cookie = chair) =>
  server.call(counted.listCountedIn, { params: { kind, id } }, cookie);
const undo = (linkId: string, reason = 'Связали не с тем делом') =>
  server.call(counted.undoLink, { params: { id: linkId }, body: { reason } }, secretary);

describe('a link', () => {
  it('is seen from both ends, once, and undone with a reason that stays', async () => {
    const message = await putCase();
    const ground = await makeGround(server, secretary);
    const card = await countIn(server, secretary, ground.id, { kind: 'case', target: message.number });
    expect(card).toMatchObject({
      links: 1,
      label: 'Постановление о ремонте дорог № 12 от 20.11.2026',
      rows: [
        { kind: 'case', href: `/staff/cases/${message.number}`, people: 1, isTold: false, removed: null },
      ],
    });
    const again = { params: { id: ground.id }, body: { kind: 'case' as const, target: message.id } };
    expect((await server.fail(counted.countIn, again, secretary)).fields?.target).toContain('уже учтено');
    const seen = await of('case', message.id);
    expect(seen.grounds).toMatchObject([{ groundId: ground.id, kind: 'act', through: '' }]);
    const undone = await undo(card.rows[0]!.id);
    expect(undone).toMatchObject({ links: 0, rows: [{ removed: { reason: 'Связали не с тем делом' } }] });
    expect((await of('case', message.id)).grounds).toEqual([]);
    const twice = { params: { id: card.rows[0]!.id }, body: { reason: 'Ещё раз' } };
    expect((await server.fail(counted.undoLink, twice, secretary)).status).toBe(409);
    // Undone, it may be made anew.
    expect(
      (await countIn(server, secretary, ground.id, { kind: 'case', target: message.number })).links,
    ).toBe(1);
  });

  it('of another topic is made by who says why, and the journal keeps the reason', async () => {
    const lamp = await putCase({}, { block: 'energy', fact: 'energy.lighting.off' });
    const hole = await putCase();
    const ground = await makeGround(server, secretary);
    await countIn(server, secretary, ground.id, { kind: 'case', target: hole.number });
    const params = { id: ground.id };
    const body = { kind: 'case' as const, target: lamp.number };
    const warned = await server.fail(counted.countIn, { params, body }, secretary);
    expect(warned).toMatchObject({ status: 409, detail: expect.stringContaining('Другая тема') });
    expect(
      (await server.fail(counted.countIn, { params, body: { ...body, despite: 'да' } }, secretary)).fields,
    ).toHaveProperty('despite');
    const despite = 'Опоры стоят на той же дороге';
    const made = await countIn(server, secretary, ground.id, { ...body, despite });
    expect(made.rows.find(({ reason }) => reason)?.reason).toBe(despite);
    await server.drain();
    const { rows } = await server.app.pool.query(
      `SELECT payload FROM audit.record WHERE action = 'counted.link' AND object_id = $1 ORDER BY seq DESC LIMIT 1`,
      [ground.id],
    );
    expect(rows[0].payload).toContain(despite);
    expect(rows[0].payload).toContain('Другая тема');
  });

  it('that needs no reason keeps none', async () => {
    const hole = await putCase();
    const ground = await makeGround(server, secretary);
    const card = await countIn(server, secretary, ground.id, {
      kind: 'case',
      target: hole.number,
      despite: 'На всякий случай',
    });
    expect(card.rows[0]!.reason).toBe('');
  });

  it.each([
    ['case', '2026-11-9999', 'Дела 2026-11-9999 нет'],
    ['problem', randomUUID(), 'Такой массовой проблемы нет'],
    ['poll', randomUUID(), 'Такого опроса нет'],
    ['poll', 'не номер', 'Такого опроса нет'],
    ['remark', randomUUID(), 'Такого предложения нет'],
  ] as const)('to a %s that is not there (%s) is refused in words', async (kind, target, words) => {
    const ground = await makeGround(server, secretary);
    const refused = await server.fail(
      counted.countIn,
      { params: { id: ground.id }, body: { kind, target } },
      secretary,
    );
    expect(refused.fields?.target).toContain(words);
  });

  it('of a mass problem stands for each of its cases', async () => {
    const [one, two] = [await putCase(), await putCase({ phone: '+79120000018' })];
    const problem = await server.call(
      createProblem,
      { body: { leadId: one.id, caseIds: [two.id], title: 'Ямы на Титова' } },
      chair,
    );
    const ground = await makeGround(server, secretary);
    const card = await countIn(server, secretary, ground.id, { kind: 'problem', target: problem.id });
    expect(card.rows).toMatchObject([{ kind: 'problem', people: 2, title: 'Ямы на Титова' }]);
    expect((await of('case', two.id)).grounds).toMatchObject([{ through: 'Ямы на Титова' }]);
    expect((await of('problem', problem.id)).grounds).toMatchObject([{ groundId: ground.id, through: '' }]);
  });

  it('of a remark that was taken in is seen on its discussion; of one that was not, it is refused', async () => {
    const discussion = await putDiscussion(server, { decided: 'Дорожку расширят' });
    const { remarks } = await server.call(counted.findRemarks, { params: { id: discussion.id } }, secretary);
    expect(remarks.map(({ id }) => id)).toEqual([discussion.taken]);
    const budget = await makeGround(server, secretary, {
      kind: 'budget',
      title: 'Благоустройство',
      code: '0503',
      sum: 1_500_000,
      budgetYear: 2027,
      on: '2026-11-20',
    });
    await countIn(server, secretary, budget.id, {
      kind: 'remark',
      target: discussion.taken,
      despite: 'Об этом же месте',
    });
    const refused = await server.fail(
      counted.countIn,
      { params: { id: budget.id }, body: { kind: 'remark', target: discussion.left } },
      secretary,
    );
    expect(refused.fields?.target).toContain('ответ на него не');
    expect((await of('discussion', discussion.id)).grounds).toMatchObject([
      { kind: 'budget', through: 'Предложение 1 в обсуждении «Правила благоустройства»' },
    ]);
    const open = await server.call(readOpenCounted, { params: { kind: 'discussion', id: discussion.id } });
    expect(open.grounds).toMatchObject([{ kind: 'budget', words: '' }]);
    expect(open.grounds[0]!.label).toMatch(/0503 на 2027 год, 1\s500\s000/u);
    // By the decision of its own discussion it is taken in by the answer already.
    const own = await makeGround(server, secretary, { kind: 'discussion', refId: discussion.id });
    expect(own.title).toBe('Дорожку расширят');
    const same = { kind: 'remark' as const, target: discussion.taken };
    expect(
      (await server.fail(counted.countIn, { params: { id: own.id }, body: same }, secretary)).fields?.target,
    ).toContain('решение самого обсуждения');
    // One decision is written down once.
    expect((await makeGround(server, secretary, { kind: 'discussion', refId: discussion.id })).id).toBe(
      own.id,
    );
  });
});

describe('who sees and who may', () => {
  it('a case of others is not there, for reading and for linking', async () => {
    const message = await putCase();
    const executor = await signInAs(server, 'executor');
    expect(
      (await server.fail(counted.listCountedIn, { params: { kind: 'case', id: message.id } }, executor))
        .status,
    ).toBe(404);
    const ground = await makeGround(server, secretary);
    const card = await countIn(server, secretary, ground.id, { kind: 'case', target: message.number });
    const observer = await signInStaff(server, 'observer', { blocks: ['energy'] });
    const foreign = await server.call(counted.readGround, { params: { id: card.id } }, observer.cookie);
    expect(foreign).toMatchObject({
      can: [],
      rows: [{ title: 'Дело других блоков или территорий', href: null, people: 0 }],
    });
  });

  it.each([
    [{ kind: 'act' as const, title: 'Указ', number: '1', on: '2027-01-01' }, 'on'],
    [{ kind: 'decision' as const, refId: randomUUID() }, 'refId'],
    [{ kind: 'poll' as const, refId: randomUUID() }, 'refId'],
  ])('what is not there, or not yet, takes nothing into account', async (body, field) => {
    expect((await server.fail(counted.createGround, { body }, secretary)).fields).toHaveProperty(field);
  });
});

describe('its author', () => {
  it('is written to once, and once of the result; a link undone in time is told to nobody', async () => {
    const email = 'vera@demo.invalid';
    const mine = await putCase({ email, phone: undefined });
    const wrong = await putCase({ email: 'no@demo.invalid', phone: undefined });
    const other = await putCase({ email: 'zoya@demo.invalid', phone: undefined });
    const problem = await server.call(
      createProblem,
      { body: { leadId: mine.id, caseIds: [other.id], title: 'Ямы' } },
      chair,
    );
    let ground = await makeGround(server, secretary);
    await countIn(server, secretary, ground.id, { kind: 'case', target: mine.number });
    await countIn(server, secretary, ground.id, { kind: 'problem', target: problem.id });
    const taken = await countIn(server, secretary, ground.id, { kind: 'case', target: wrong.number });
    await undo(taken.rows.find(({ href }) => href?.includes(wrong.number))!.id);
    await comeRound(server, NOW);
    expect(await lettersOf(server, 'case-counted')).toEqual([]);
    for (const _ of [1, 2]) await comeRound(server, LATER);
    const letters = (await lettersOf(server, 'case-counted')).filter(({ recipient }) =>
      recipient.endsWith('demo.invalid'),
    );
    expect(letters.map(({ recipient }) => recipient)).toEqual([email, 'zoya@demo.invalid']);
    expect(letters[0]!.text).toContain('учтено: Постановление о ремонте дорог № 12 от 20.11.2026');
    const own = (k?: string) =>
      server.call(readOwnCounted, { params: { number: mine.number }, query: k ? { k } : {} });
    expect((await own(mine.trackToken)).grounds).toMatchObject([{ kind: 'act', words: '', result: null }]);
    expect(await own()).toEqual({ grounds: [] });
    expect(await own('x'.repeat(32))).toEqual({ grounds: [] });

    ground = await server.call(counted.readGround, { params: { id: ground.id } }, secretary);
    const params = { id: ground.id };
    const words = 'Дорогу отремонтировали от Титова до Суворова';
    const early = { version: ground.version, words, on: '2026-11-19' };
    expect(
      (await server.fail(counted.recordGroundResult, { params, body: early }, secretary)).fields,
    ).toHaveProperty('on');
    await server.call(
      counted.recordGroundResult,
      { params, body: { ...early, on: '2026-11-23' } },
      secretary,
    );
    for (const at of ['2026-11-24T06:22:00Z', '2026-11-24T06:33:00Z']) await comeRound(server, at);
    const results = (await lettersOf(server, 'case-counted-result')).filter(
      ({ recipient }) => recipient === email,
    );
    expect(results).toHaveLength(1);
    expect(results[0]!.text).toContain(words);
    expect((await own(mine.trackToken)).grounds).toMatchObject([{ result: { words, on: '2026-11-23' } }]);
  });
});

describe('all cases of a selection', () => {
  it('are taken in step by step, those that are there already once', async () => {
    const [one, two] = [
      await putCase({}, { fact: 'roads.marking.absent' }),
      await putCase({}, { fact: 'roads.marking.absent' }),
    ];
    const ground = await makeGround(server, secretary, actBody({ number: '14' }));
    await countIn(server, secretary, ground.id, { kind: 'case', target: one.number });
    const body = { block: 'roads', factId: 'roads.marking.absent', from: '2026-11-24', to: '2026-11-24' };
    const begun = await server.call(counted.countManyIn, { params: { id: ground.id }, body }, secretary);
    expect(begun.run).toEqual({ total: 2, done: 0, added: 0, isOver: false });
    const meanwhile = await server.fail(counted.countManyIn, { params: { id: ground.id }, body }, secretary);
    expect(meanwhile).toMatchObject({ status: 409, detail: expect.stringContaining('ещё учитывается') });
    await server.drain();
    const over = await server.call(counted.readGround, { params: { id: ground.id } }, secretary);
    expect(over).toMatchObject({ links: 2, run: { total: 2, done: 2, added: 1, isOver: true } });
    expect((await of('case', two.id)).grounds).toHaveLength(1);
    const empty = { ...body, from: '2025-01-01', to: '2025-01-02' };
    expect(
      (await server.fail(counted.countManyIn, { params: { id: ground.id }, body: empty }, secretary)).fields,
    ).toHaveProperty('block');
    await readCard(server, one.number, chair);
  });

  it('are those of the parts of its district too', async () => {
    const { id } = await putCase({}, { fact: 'roads.marking.worn' });
    const district = listDistricts().find(({ parentId }) => parentId !== null)!;
    const values = [id, district.id];
    await server.app.pool.query('UPDATE cases.case_file SET district_id = $2 WHERE id = $1', values);
    const { id: groundId } = await makeGround(server, secretary, actBody({ number: '15' }));
    const day = { from: '2026-11-24', to: '2026-11-24', districtId: district.parentId };
    const body = { block: 'roads', factId: 'roads.marking.worn', ...day };
    const { run } = await server.call(counted.countManyIn, { params: { id: groundId }, body }, secretary);
    expect(run?.total).toBe(1);
  });
});
