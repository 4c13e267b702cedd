import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decideAnswer, draftAnswer } from '../../../../shared/contract/messages/cases-answers.ts';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import { forwardCase, listBodies } from '../../../../shared/contract/messages/cases-moves.ts';
import { changeRegime, registerCase } from '../../../../shared/contract/messages/cases-staff.ts';
import { rejectCase, triageCase } from '../../../../shared/contract/messages/cases-triage.ts';
import {
  makeDocument,
  sendDocument,
  signDocument,
} from '../../../../shared/contract/messages/office-documents.ts';
import { makeUnit, readCard, storedCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInStaff } from '../../../../tests/support/site/sign-in.ts';
import { findFact } from '../../../base/taxonomy/index.ts';

let server: TestServer;
let operator: { cookie: string; personId: string };
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInStaff(server, 'operator');
});
afterAll(() => server.close());

async function registered(kind: string, more: object = {}) {
  const body = { clientKey: randomUUID(), kind, text: 'Во дворе не вывозят мусор вторую неделю.', ...more };
  const { number } = await server.call(registerCase, { body: body as never }, operator.cookie);
  return readCard(server, number, operator.cookie);
}

const change = (
  card: { id: string; version: number },
  regime: string,
  signs: string[],
  ground = 'В письме прямо сказано об этом',
) => ({ params: { id: card.id }, body: { version: card.version, regime: regime as never, signs, ground } });

describe('the legal regime on a card', () => {
  test('says why, what is forbidden and what starts, each with its article', async () => {
    const card = await registered('paper', { name: 'Пробный Заявитель', returnAddress: 'ул. Титова, 1' });
    expect(card.regimeReason).toBe('Письменное обращение: 59-ФЗ, ст. 7 и 8');
    expect(card.regimeDecision).toMatchObject({ regime: 'appeal_59fz', ruleId: 'paper' });
    expect(card.regimeDecision?.forbids.map(({ code }) => code)).toContain('disclose');
    expect(card.can).toContain('change-regime');
    const post = await registered('media_publication');
    expect(post.regimeDecision?.forbids.map(({ code }) => code)).toContain('clock-59fz');
  });

  test('a letter registered as anonymous about a crime goes by what must be done with it', async () => {
    const card = await registered('paper', { signs: ['no-surname', 'no-return-address', 'reports-crime'] });
    expect(card.regimeDecision?.duties.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['no-answer', 'forward-crime']),
    );
    expect(card.clocks.map(({ ruleId }) => ruleId)).toEqual(['fz59-crime']);
  });

  test('new signs bring another term from the same start, with the ground in the journal', async () => {
    const card = await registered('paper');
    const changed = await server.call(
      changeRegime,
      change(card, 'appeal_59fz', ['court-act']),
      operator.cookie,
    );
    expect(changed.signs).toEqual(['court-act']);
    expect(changed.clocks.filter(({ stoppedAt }) => !stoppedAt)).toMatchObject([
      { ruleId: 'fz59-court-act', startedAt: card.registeredAt },
    ]);
    expect(changed.timeline.at(-1)).toMatchObject({
      kind: 'regime',
      visibility: 'staff',
      text: 'В письме прямо сказано об этом',
    });
    const record = await server.app.services.database
      .selectFrom('audit.record')
      .select('payload')
      .where('object_id', '=', card.id)
      .where('action', '=', 'cases.change-regime')
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(record.payload)).toContain('court-act');
  });

  test('a letter may be put under another order by a ground of a person', async () => {
    const card = await registered('paper');
    const ground = 'Это заявление на услугу, порядок регламента';
    const changed = await server.call(changeRegime, change(card, 'internal', [], ground), operator.cookie);
    expect(changed.regime).toBe('internal');
    expect(changed.regimeReason).toBe(`По решению оператора: ${ground}`);
    expect(changed.clocks.filter(({ stoppedAt }) => !stoppedAt)[0]?.ruleId).toBe('answer-30cd');
  });

  test.each(['media_publication', 'phone_call', 'email'])(
    'no ground makes an appeal of a %s',
    async (kind) => {
      const card = await registered(kind);
      const failure = await server.fail(changeRegime, change(card, 'appeal_59fz', []), operator.cookie);
      expect(failure).toMatchObject({ status: 409, code: 'lib.conflict' });
      expect(failure.detail).toMatch(/^Нельзя: считать .*59-ФЗ/);
    },
  );

  const breachOf = async (id: string) =>
    (await server.app.pool.query('SELECT breached_at FROM cases.case_file WHERE id = $1', [id])).rows[0]
      .breached_at;

  test('a refusal that came late for a message breaks no term of the appeal it is found to be', async () => {
    const card = await registered('paper', { name: 'Пробный Заявитель', returnAddress: 'ул. Титова, 1' });
    const internal = await server.call(changeRegime, change(card, 'internal', []), operator.cookie);
    server.setNow('2026-12-26T09:00:00Z');
    const refused = { version: internal.version, ground: 'no_question' as const };
    await server.call(rejectCase, { params: { id: card.id }, body: refused }, operator.cookie);
    const rejected = await readCard(server, card.number, operator.cookie);
    expect(await breachOf(card.id)).not.toBeNull();
    const again = await server.call(changeRegime, change(rejected, 'appeal_59fz', []), operator.cookie);
    server.setNow('2026-11-24T09:00:00Z');
    expect(again.clocks.filter(({ kind }) => kind === 'answer').map(({ ruleId }) => ruleId)).toHaveLength(3);
    expect(await breachOf(card.id)).toBeNull();
  });

  describe('what is over when its order is found to be another', () => {
    // A term of hours as a message; thirty days as an appeal.
    const wire = 'energy.networks.wire';

    async function forwarded(signs: string[], regime: 'internal' | 'appeal_59fz') {
      const more = { name: 'Пробный Заявитель', returnAddress: 'ул. Титова, 1', factId: wire, signs };
      server.setNow('2026-11-24T09:00:00Z');
      const letter = await registered('paper', more);
      const card =
        regime === 'internal'
          ? await server.call(changeRegime, change(letter, 'internal', signs), operator.cookie)
          : letter;
      server.setNow('2026-11-26T09:00:00Z');
      const { bodies } = await server.call(listBodies, {}, operator.cookie);
      const named = bodies.filter(({ receives }) => receives.includes('forward-migration'));
      const bodyIds = (signs.length > 0 ? named : bodies.slice(0, 1)).map(({ id }) => id);
      const ids = { internal: 'forward-message', appeal_59fz: 'forward-competence' };
      const body = { version: card.version, bodyIds, groundId: ids[regime], text: 'Решает этот орган' };
      const left = await server.call(forwardCase, { params: { id: card.id }, body }, operator.cookie);
      server.setNow('2026-12-04T09:00:00Z');
      return left;
    }

    const isListed = async (id: string) =>
      (await server.call(listCases, { query: { overdue: 'yes' } }, operator.cookie)).rows.some(
        (row) => row.id === id,
      );
    const clockOf = ({ clocks }: CaseCard, kind: string) =>
      clocks.filter((clock) => clock.kind === kind).map(({ ruleId, stoppedAt }) => ({ ruleId, stoppedAt }));

    test('a forwarding that was late for a message is in time as of an appeal, and the former end stays shown', async () => {
      const left = await forwarded([], 'internal');
      expect(await breachOf(left.id)).not.toBeNull();
      expect(await isListed(left.id)).toBe(true);
      const appeal = await server.call(changeRegime, change(left, 'appeal_59fz', []), operator.cookie);
      expect(appeal.status).toBe('forwarded_out');
      expect(clockOf(appeal, 'answer').at(-1)).toEqual({
        ruleId: 'fz59-answer',
        stoppedAt: '2026-11-26T09:00:00.000Z',
      });
      expect(clockOf(appeal, 'answer')).toHaveLength(3);
      expect(await breachOf(left.id)).toBeNull();
      expect(await isListed(left.id)).toBe(false);
      server.setNow('2027-01-20T09:00:00Z');
      expect(await isListed(left.id)).toBe(false);
    });

    test('a forwarding in time as of an appeal is late by the hours of a message', async () => {
      const left = await forwarded([], 'appeal_59fz');
      expect(await isListed(left.id)).toBe(false);
      await server.call(changeRegime, change(left, 'internal', []), operator.cookie);
      expect(await breachOf(left.id)).not.toBeNull();
      expect(await isListed(left.id)).toBe(true);
    });

    test('who could not be told of the forwarding is owed a notice as of an appeal, once', async () => {
      const left = await forwarded(['migration'], 'internal');
      expect(clockOf(left, 'notify-applicant')).toEqual([]);
      const appeal = await server.call(
        changeRegime,
        change(left, 'appeal_59fz', ['migration']),
        operator.cookie,
      );
      expect(clockOf(appeal, 'notify-applicant')).toEqual([{ ruleId: 'fz59-notice', stoppedAt: null }]);
      // It was forwarded then, not when its order was found.
      expect(clockOf(appeal, 'forward-migration').at(-1)?.stoppedAt).toBe('2026-11-26T09:00:00.000Z');
      const message = await server.call(changeRegime, change(appeal, 'internal', []), operator.cookie);
      expect(clockOf(message, 'notify-applicant').every(({ stoppedAt }) => stoppedAt !== null)).toBe(true);
      const again = await server.call(changeRegime, change(message, 'appeal_59fz', []), operator.cookie);
      expect(clockOf(again, 'notify-applicant').filter(({ stoppedAt }) => !stoppedAt)).toHaveLength(1);
    });
  });

  describe('an answer approved and not sent', () => {
    const pothole = 'roads.pavement.pothole';
    let executor: { cookie: string };
    let approver: { cookie: string };
    beforeAll(async () => {
      const unitId = await makeUnit(server, 'Управление дорог', findFact(pothole)!.executorKind);
      executor = await signInStaff(server, 'executor', { unitId });
      approver = await signInStaff(server, 'approver');
    });

    async function approved(answer: { outcome: 'solved' } | { outcome: 'planned'; promisedOn: string }) {
      const more = { name: 'Пробный Заявитель', returnAddress: 'ул. Титова, 1', email: 'author@example.ru' };
      const card = await registered('paper', { ...more, factId: pothole });
      const params = { id: card.id };
      await server.call(triageCase, { params, body: { version: card.version } }, operator.cookie);
      const { version } = await readCard(server, card.number, operator.cookie);
      const body = {
        version,
        text: `Яму заделаем литым асфальтом 10.12.2026, сообщение № ${card.number}. Отдел дорог, тел. 39-62-10.`,
        submit: true,
        ...answer,
      };
      const written = await server.call(draftAnswer, { params, body }, executor.cookie);
      const at = { id: card.id, answerId: written.answers.at(-1)!.id };
      const decision = { version: written.version, decision: 'approve' as const };
      return server.call(decideAnswer, { params: at, body: decision }, approver.cookie);
    }

    const lettersOf = async (caseId: string) =>
      (
        await server.app.services.database
          .selectFrom('outbox.letter')
          .select(['purpose', 'recipient'])
          .where('case_id', '=', caseId)
          .where('purpose', 'in', ['case-answered', 'case-deferred'])
          .execute()
      ).map(({ purpose, recipient }) => `${purpose} ${recipient}`);

    test('is the answer of what becomes a message: its author gets it, and nothing is owed any more', async () => {
      const held = await approved({ outcome: 'solved' });
      expect(await lettersOf(held.id)).toEqual([]);
      const told = await server.call(changeRegime, change(held, 'internal', []), operator.cookie);
      expect(await lettersOf(held.id)).toEqual(['case-answered author@example.ru']);
      expect(told).toMatchObject({ status: 'answered', deadline: { state: 'stopped' } });
      expect(told.timeline.filter(({ kind }) => kind === 'answer').at(-1)).toMatchObject({
        text: 'Ответ дан',
        visibility: 'public',
      });
    });

    test('with a promised day it waits for that day, and is told once', async () => {
      const held = await approved({ outcome: 'planned', promisedOn: '2026-12-10' });
      expect(await lettersOf(held.id)).toEqual([]);
      const told = await server.call(changeRegime, change(held, 'internal', []), operator.cookie);
      expect(await lettersOf(held.id)).toEqual(['case-deferred author@example.ru']);
      expect(told.status).toBe('deferred');
      expect(told.timeline.findLast(({ kind }) => kind === 'answer')?.text).toBe(
        'Ответ с обещанием на 10.12.2026',
      );
      const running = told.clocks.filter(({ stoppedAt }) => !stoppedAt);
      expect(running).toMatchObject([{ kind: 'promise', dueAt: '2026-12-10T18:59:59.000Z' }]);
      const stored = await storedCase(server, held.number);
      expect(stored.state.due_at.toISOString()).toBe('2026-12-10T18:59:59.000Z');
      await server.call(changeRegime, change(told, 'pos_message', [], 'Это сообщение'), operator.cookie);
      expect(await lettersOf(held.id)).toHaveLength(1);
    });

    test('whose letter has gone, a promised day in it, is not told a second time', async () => {
      const held = await approved({ outcome: 'planned', promisedOn: '2026-12-10' });
      const chair = await signInStaff(server, 'chair');
      // The journal of appeals takes it in behind.
      await server.drain();
      const made = await server.call(
        makeDocument,
        { params: { id: held.id }, body: { kind: 'answer-letter' } },
        operator.cookie,
      );
      const paper = made.documents.find(({ kind }) => kind === 'answer-letter')!;
      const params = { id: paper.id };
      const signed = await server.call(
        signDocument,
        { params, body: { version: paper.version } },
        chair.cookie,
      );
      const { version } = signed.documents.find(({ id }) => id === paper.id)!;
      await server.call(sendDocument, { params, body: { version, how: 'post' } }, operator.cookie);
      const gone = await readCard(server, held.number, operator.cookie);
      expect(gone).toMatchObject({ status: 'deferred', deadline: { dueAt: '2026-12-10T18:59:59.000Z' } });
      const before = await lettersOf(held.id);
      const told = await server.call(changeRegime, change(gone, 'internal', []), operator.cookie);
      expect(told.status).toBe('deferred');
      expect(await lettersOf(held.id)).toEqual(before);
    });
  });

  test('refuses without a ground, with a foreign sign, and to who may not triage', async () => {
    const card = await registered('paper');
    expect((await server.fail(changeRegime, change(card, 'internal', [], ''), operator.cookie)).status).toBe(
      400,
    );
    const foreign = await server.fail(changeRegime, change(card, 'internal', ['nothing']), operator.cookie);
    expect(foreign.fields).toHaveProperty('signs');
    const executor = await signInStaff(server, 'executor');
    expect((await server.fail(changeRegime, change(card, 'internal', []), executor.cookie)).status).toBe(403);
  });
});
