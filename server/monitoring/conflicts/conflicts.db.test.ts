import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giveOrder, listOrders } from '../../../shared/contract/group/orders.ts';
import { addPractice, getPractice } from '../../../shared/contract/group/practices.ts';
import { readErrors } from '../../../shared/contract/monitoring/conflict-errors.ts';
import * as signal from '../../../shared/contract/monitoring/conflict-signals.ts';
import * as contract from '../../../shared/contract/monitoring/conflicts.ts';
import { mergeIncident } from '../../../shared/contract/monitoring/incident-acts.ts';
import { readAround } from '../../../shared/contract/monitoring/incident-playbooks.ts';
import { type ConflictDesk, openConflictDesk } from '../../../tests/support/networks/conflict-desk.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

let desk: ConflictDesk;

/** Two answers that contradict each other, and one that came late. */
beforeAll(async () => {
  desk = await openConflictDesk();
  await desk.own(
    'heat-1',
    'На проспекте Победы, 9 нет отопления. Тепло дадим 24.11.',
    '2026-11-24T04:50:00Z',
  );
  await desk.own(
    'heat-2',
    'Отопление, проспект Победы, 9: пуск планируется 26 ноября.',
    '2026-11-24T06:20:00Z',
  );
  const card = await desk.sort(await desk.comment(), { importance: 'high' });
  desk.server.setNow('2026-11-24T15:00:00Z');
  await desk.approve(await desk.draft(card, { as: 'approval' }));
  await desk.server.drain();
  desk.server.setNow('2026-11-24T09:00:00Z');
});
afterAll(() => desk.server.close());

describe('a conflict', () => {
  test('is made of a signal in one tap, led, reviewed and closed, each by its version', async () => {
    desk.server.setNow('2026-11-24T09:00:00Z');
    const [found] = await desk.signals('contradiction');
    const opened = await desk.openOf(found?.id ?? '');
    expect(opened).toMatchObject({
      number: expect.stringMatching(/^К-2026-11-\d\d$/u),
      title: expect.stringMatching(/^Два срока: .*Победы, 9/u),
      risk: 'high',
      state: 'open',
      trigger: 'contradiction',
      dueAt: '2026-11-24T10:00:00.000Z',
      pages: [{ title: 'Администрация' }],
    });
    expect(opened.evidence).toHaveLength(2);
    const { id } = opened;
    const params = { id };
    const version = async () => (await desk.readConflict(id)).version;
    const note = 'Одна дата на обеих страницах';
    const close = async () => ({
      params,
      body: { version: await version(), outcome: 'corrected' as const, note },
    });
    const review = async (...errors: string[]) => ({ params, body: { version: await version(), errors } });
    const plain = async () => ({ params, body: { version: await version() } });
    const { call, fail } = desk.server;
    expect((await fail(contract.closeConflict, await close(), desk.operator)).detail).toMatch(
      /Возьмите его на себя/u,
    );
    const stale = { params, body: { version: opened.version } };
    expect(opened.can).toContain('take');
    expect((await call(contract.takeConflict, stale, desk.operator)).can).not.toContain('take');
    expect((await call(contract.readConflict, { params }, desk.chair)).can).toContain('take');
    expect((await fail(contract.takeConflict, stale, desk.chair)).code).toBe('lib.changed-meanwhile');
    expect((await fail(contract.takeConflict, await plain(), desk.operator)).detail).toMatch(/уже ведёте/u);
    expect((await fail(contract.closeConflict, await close(), desk.operator)).detail).toMatch(
      /Сначала отметьте/u,
    );
    expect((await fail(contract.reviewConflict, await review('nothing'), desk.operator)).code).toBe(
      'lib.bad-input',
    );
    await call(contract.reviewConflict, await review('contradiction', 'formal'), desk.operator);
    const closed = await call(contract.closeConflict, await close(), desk.operator);
    expect(closed).toMatchObject({ state: 'closed', outcome: 'corrected', can: ['review', 'reopen'] });
    expect((await fail(contract.takeConflict, await plain(), desk.operator)).code).toBe('lib.conflict');
    const again = await call(contract.reopenConflict, await plain(), desk.operator);
    expect(again).toMatchObject({ state: 'led', outcome: null });
    expect(again.history.map(({ what }) => what)).toEqual([
      'Открыт снова',
      'Закрыт: исправили ответ',
      'Разобраны ошибки',
      expect.stringMatching(/^Ведёт /u),
      'Заведён по сигналу: два ответа спорят',
    ]);
  });

  test('has a playbook whose steps have clocks, a call of who is on duty, and takes in other signals', async () => {
    const { conflicts } = await desk.server.call(contract.listConflicts, { query: {} }, desk.operator);
    const { id } = conflicts[0]!;
    const params = { id };
    const before = await desk.readConflict(id);
    expect(before.playbooks[0]).toMatchObject({ id: 'pack:contradiction', isFit: true });
    const start = { params, body: { version: before.version, playbook: 'pack:contradiction' } };
    const started = await desk.server.call(contract.startPlaybook, start, desk.operator);
    expect(started.runs.map(({ playbook }) => playbook)).toEqual(['pack:contradiction']);
    expect(started.runs[0]?.tasks.map(({ dueAt }) => dueAt)).toEqual([
      '2026-11-24T09:10:00.000Z',
      '2026-11-24T09:30:00.000Z',
      '2026-11-24T09:40:00.000Z',
      '2026-11-24T10:00:00.000Z',
    ]);
    const twice = { params, body: { version: started.version, playbook: 'pack:contradiction' } };
    expect((await desk.server.fail(contract.startPlaybook, twice, desk.operator)).code).toBe('lib.conflict');
    const mark = (version: number, isDone: boolean) => ({
      params,
      body: { version, runId: started.runs[0]!.id, serial: 1, isDone },
    });
    const marked = await desk.server.call(contract.markTask, mark(started.version, true), desk.operator);
    expect(marked.runs[0]?.tasks[0]).toMatchObject({ doneAt: '2026-11-24T09:00:00.000Z', isLate: false });
    expect((await desk.server.fail(contract.markTask, mark(marked.version, true), desk.operator)).code).toBe(
      'lib.conflict',
    );
    const called = await desk.server.call(
      contract.callDuty,
      { params, body: { version: marked.version } },
      desk.operator,
    );
    expect(called.duty.calledAt).toBe('2026-11-24T09:00:00.000Z');
    const { rows } = await desk.server.app.pool.query(
      "SELECT subject FROM outbox.letter WHERE purpose = 'conflict-call'",
    );
    expect(rows).toEqual([{ subject: `Конфликт ${called.number}: вас зовут` }]);
    const soon = { params, body: { version: called.version } };
    expect((await desk.server.fail(contract.callDuty, soon, desk.operator)).detail).toMatch(/уже позвали/u);
    const [late] = await desk.signals('late');
    const card = await desk.readSignal(late?.id ?? '');
    await desk.server.call(
      signal.joinSignal,
      { params: { id: card.id }, body: { version: card.version, conflictId: id } },
      desk.operator,
    );
    const joined = await desk.readConflict(id);
    expect(joined.signalLines.map(({ kind }) => kind).toSorted()).toEqual(['contradiction', 'late']);
    expect(joined.incidents.map((one) => one.id)).toEqual([card.incident?.id]);
  });

  test('takes a practice of the working group for a playbook, whose card then says how it ended', async () => {
    const words = {
      title: 'Один ответ на две страницы',
      problem: 'Страницы отвечали о тепле по-разному',
      action: 'Свели ответы в одно место за час',
      result: 'Повторных вопросов стало на 40 % меньше',
    };
    const { id: practiceId } = await desk.server.call(
      addPractice,
      { body: { ...words, playbook: [{ text: 'Свести ответы', days: 1 }] } },
      desk.chair,
    );
    const { conflicts } = await desk.server.call(contract.listConflicts, { query: {} }, desk.operator);
    const card = await desk.readConflict(conflicts[0]!.id);
    expect(card.playbooks.map(({ id }) => id)).toContain(practiceId);
    const body = { version: card.version, playbook: practiceId };
    const started = await desk.server.call(
      contract.startPlaybook,
      { params: { id: card.id }, body },
      desk.operator,
    );
    expect(started.runs.at(-1)).toMatchObject({ practiceId, tasks: [{ dueAt: '2026-11-25T18:59:59.000Z' }] });
    const unknown = { version: started.version, playbook: 'pack:nothing' };
    expect(
      (
        await desk.server.fail(
          contract.startPlaybook,
          { params: { id: card.id }, body: unknown },
          desk.operator,
        )
      ).code,
    ).toBe('lib.bad-input');
    const practice = await desk.server.call(getPractice, { params: { id: practiceId } }, desk.chair);
    expect(practice).toMatchObject({
      adopted: 1,
      runs: [{ number: card.number, steps: 1, done: 0, outcome: null }],
    });
  });

  test('is opened by hand on an incident, with its parts', async () => {
    const incident = await desk.sort(await desk.comment(), {});
    const { call, fail } = desk.server;
    const told = { title: 'Грубый ответ под записью', trigger: 'anger', risk: 'low' } as const;
    const openOn = (incidentId: string) => ({ body: { ...told, incidentId } });
    const around = () => call(readAround, { params: { id: incident.id } }, desk.operator);
    expect(await around()).toMatchObject({ conflicts: [], can: ['open', 'play', 'mark'] });
    const opened = await call(contract.openConflict, openOn(incident.id), desk.operator);
    expect(opened).toMatchObject({
      trigger: 'anger',
      incidents: [{ number: incident.number }],
      address: expect.stringMatching(/Титова, 14/u),
      // No signal tells of it: its own posts are the evidence.
      signalLines: [],
      evidence: incident.talk
        .filter(({ isMember }) => isMember)
        .map(({ id }) => ({ id, kind: 'post', signals: [] })),
    });
    expect(opened.evidence).not.toEqual([]);
    expect(opened.playbooks[0]).toMatchObject({ id: 'pack:anger', isFit: true });
    expect((await around()).conflicts).toMatchObject([{ number: opened.number, isClosed: false }]);
    const second = await fail(contract.openConflict, openOn(incident.id), desk.chair);
    expect(second).toMatchObject({ code: 'lib.conflict', detail: expect.stringContaining(opened.number) });
    const merged = await desk.comment({ text: 'Автобус 16 не пришёл', threadId: 'bus', parentId: 'bus' });
    const mergeInput = { params: { id: merged.id }, body: { version: merged.version, intoId: incident.id } };
    await call(mergeIncident, mergeInput, desk.operator);
    for (const id of [merged.id, '00000000-0000-4000-8000-000000000000'])
      expect((await fail(contract.openConflict, openOn(id), desk.operator)).code).toBe('lib.bad-input');
    const joined = await desk.readConflict(opened.id);
    expect(joined.evidence.length).toBe(opened.evidence.length + 1);
    const part = { kind: 'page' as const, targetId: desk.page.id };
    const params = { id: opened.id };
    const added = await desk.server.call(
      contract.addPart,
      { params, body: { version: opened.version, ...part } },
      desk.operator,
    );
    expect(added.pages).toHaveLength(1);
    const removed = await desk.server.call(
      contract.removePart,
      { params, body: { version: added.version, ...part } },
      desk.operator,
    );
    expect(removed.pages).toEqual([]);
    const changed = await desk.server.call(
      contract.changeConflict,
      {
        params,
        body: {
          version: removed.version,
          title: 'Грубый ответ',
          risk: 'high',
          wrong: 'Ответили «читайте закон»',
          unitId: desk.unitId,
        },
      },
      desk.operator,
    );
    expect(changed).toMatchObject({ risk: 'high', unitId: desk.unitId, wrong: 'Ответили «читайте закон»' });
    expect(changed.dueAt < opened.dueAt).toBe(true);
  });

  test('is seen by those who watch, and by the body whose answer it is about', async () => {
    const executor = await signInAs(desk.server, 'executor');
    const seen = await desk.server.call(contract.listConflicts, { query: {} }, executor);
    expect(seen.conflicts).toEqual([]);
    const { conflicts } = await desk.server.call(contract.listConflicts, { query: {} }, desk.chair);
    const fail = await desk.server.fail(
      contract.readConflict,
      { params: { id: conflicts[0]!.id } },
      executor,
    );
    expect(fail.code).toBe('lib.not-found');
    const counts = await desk.server.call(contract.countConflicts, { query: {} }, executor);
    expect(counts).toMatchObject({ open: 0, signals: 0 });
    const all = await desk.server.call(contract.countConflicts, { query: {} }, desk.operator);
    expect(all.open).toBe(conflicts.length);
    const query = { unit: desk.unitId };
    const ofUnit = await desk.server.call(contract.listConflicts, { query }, desk.operator);
    const { open } = await desk.server.call(contract.countConflicts, { query }, desk.operator);
    expect(open).toBe(ofUnit.conflicts.length);
    expect(open).toBeLessThan(all.open);
  });

  test('has an order given on it, which stands in its history', async () => {
    const { conflicts } = await desk.server.call(contract.listConflicts, { query: {} }, desk.chair);
    const { id } = conflicts[0]!;
    const { orders } = await desk.server.call(listOrders, { query: { kind: 'conflict', id } }, desk.chair);
    const draft = orders[0]?.draft;
    expect(draft).toMatchObject({ dueOn: '2026-11-24', link: { kind: 'conflict', targetId: id } });
    const { rows } = await desk.server.app.pool.query(
      "SELECT id FROM identity.person WHERE kind = 'staff' AND email LIKE 'chair%'",
    );
    await desk.server.call(
      giveOrder,
      { body: { ...draft!, responsibleId: rows[0].id, link: { kind: 'conflict', targetId: id } } },
      desk.chair,
    );
    expect((await desk.readConflict(id)).history[0]?.what).toMatch(/^Поручение П-\d+/u);
  });

  test('errors of its review stand in the months of the body', async () => {
    const errors = await desk.server.call(readErrors, {}, desk.operator);
    expect(errors.months.at(-1)).toBe('2026-11');
    expect(errors.byError).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: 'contradiction', count: 1 })]),
    );
  });
});
