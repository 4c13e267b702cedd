import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setAbsence } from '../../../../shared/contract/base/people.ts';
import { extendTerm } from '../../../../shared/contract/messages/cases-staff.ts';
import { answerMessage, type Crew, makeCrew, sortMessage } from '../../../../tests/support/loop.ts';
import { asSystem, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs, signInStaff } from '../../../../tests/support/site/sign-in.ts';
import { clocksSweepJob, sweepClocks } from '../../../base/clocks/index.ts';

// Tuesday, 14:00 in the city. The pothole's answer is due in ten working days, on 8 December.
const START = '2026-11-24T09:00:00Z';
let server: TestServer;
let crew: Crew;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow(START);
  crew = await makeCrew(server);
  await signInStaff(server, 'chair');
});
afterAll(() => server.close());

const db = () => server.app.services.database;
async function sweepAt(iso: string): Promise<void> {
  server.setNow(iso);
  await asSystem(server, async (ctx) => ctx.enqueue(clocksSweepJob, {}, { key: clocksSweepJob.name }));
  await server.drain();
}

/** A case in an executor's hands, its stage clocks stopped, so that only the answer's term is told of. */
async function inWork() {
  server.setNow(START);
  const { number } = await submitCase(server);
  const card = await sortMessage(server, crew, number);
  await sql`UPDATE cases.clock SET stopped_at = ${START} WHERE kind <> 'answer' AND case_id = ${card.id}`.execute(
    db(),
  );
  return card;
}

/** Steps told of a case with the e-mail of each person. */
async function toldOf(caseId: string): Promise<string[]> {
  const { rows } = await sql<{ told: string }>`
    SELECT title || ' → ' || split_part(email, '@', 1) AS told FROM clocks.line
    JOIN identity.person ON person.id = person_id WHERE subject_id = ${caseId} ORDER BY line.step, email`.execute(
    db(),
  );
  return rows.map(({ told }) => told);
}
const letters = () =>
  db()
    .selectFrom('outbox.letter')
    .select(['recipient', 'subject', 'text', 'created_at'])
    .where('purpose', '=', 'control-term')
    .orderBy('created_at')
    .orderBy('recipient')
    .execute();
const forgetLetters = () => db().deleteFrom('outbox.letter').where('purpose', '=', 'control-term').execute();
const clear = async () => {
  await sql`UPDATE cases.clock SET stopped_at = now() WHERE stopped_at IS NULL`.execute(db());
  await sql`DELETE FROM clocks.line`.execute(db());
  await forgetLetters();
};

describe('the ladder', () => {
  test('tells each of its people once, step by step, and the timeline says whom', async () => {
    const { id, number } = await inWork();
    await sweepAt('2026-11-25T09:00:00Z');
    expect(await toldOf(id)).toEqual([]);
    // Half of ten working days.
    await sweepAt('2026-12-02T09:00:00Z');
    expect(await toldOf(id)).toEqual(['прошла половина срока → executor']);
    await sweepAt('2026-12-02T09:05:00Z');
    expect(await toldOf(id)).toHaveLength(1);
    await sweepAt('2026-12-04T14:30:00Z');
    // The unit has no head: the coordinator stands for them.
    expect((await toldOf(id)).slice(1)).toEqual([
      'прошло три четверти срока → executor',
      'прошло три четверти срока → operator',
    ]);
    await sweepAt('2026-12-08T19:00:00Z');
    expect((await toldOf(id)).slice(3).sort()).toEqual(['срок истёк → executor', 'срок истёк → operator']);
    await sweepAt('2026-12-09T19:00:00Z');
    expect((await toldOf(id)).slice(5).sort()).toEqual([
      'просрочено на рабочий день → chair',
      'просрочено на рабочий день → operator',
    ]);
    await sweepAt('2026-12-20T19:00:00Z');
    expect(await toldOf(id)).toHaveLength(7);
    const { timeline } = await readCard(server, number, crew.operator);
    expect(timeline.filter(({ kind }) => kind === 'escalation').map(({ text }) => text)).toEqual(
      [
        'Ответ жителю: прошла половина срока. Сообщено: 1 сотруднику',
        'Ответ жителю: прошло три четверти срока. Сообщено: 2 сотрудникам',
        'Ответ жителю: срок истёк. Сообщено: 2 сотрудникам',
        'Ответ жителю: просрочено на рабочий день. Сообщено: 2 сотрудникам',
      ].map((text) => text.replaceAll(/(\d) /g, '$1\u00a0')),
    );
    await clear();
  });

  test('of several steps passed while nobody looked tells the last alone', async () => {
    const { id } = await inWork();
    await sweepAt('2026-12-08T20:00:00Z');
    expect([...new Set((await toldOf(id)).map((told) => told.split(' → ')[0]))]).toEqual(['срок истёк']);
    await clear();
  });

  test('writes to the substitute of whoever is away', async () => {
    const { id, personId } = await (async () => {
      const card = await inWork();
      const executor = await signInStaff(server, 'executor');
      return { id: card.id, personId: executor.personId };
    })();
    const substitute = await signInStaff(server, 'executor', { slug: 'stand-in' });
    const absence = await server.call(
      setAbsence,
      {
        params: { id: personId },
        body: {
          substituteId: substitute.personId,
          fromDay: '2026-12-01',
          toDay: '2026-12-31',
          reason: 'отпуск',
        },
      },
      await signInAs(server, 'admin'),
    );
    expect(absence.absence.id).toBeTruthy();
    await sweepAt('2026-12-02T09:00:00Z');
    expect(await toldOf(id)).toEqual(['прошла половина срока → stand-in']);
    await sql`UPDATE identity.absence SET cancelled_at = now()`.execute(db());
    await clear();
  });

  test('after an extension goes on with what was not told', async () => {
    const { id, number } = await inWork();
    await sweepAt('2026-12-02T09:00:00Z');
    const { version } = await readCard(server, number, crew.approver);
    const body = { version, dueOn: '2026-12-22', reason: 'Нужна экспертиза подрядчика' };
    await server.call(extendTerm, { params: { id }, body }, crew.approver);
    await sweepAt('2026-12-08T20:00:00Z');
    expect(await toldOf(id)).toHaveLength(1);
    await sweepAt('2026-12-22T20:00:00Z');
    expect((await toldOf(id)).at(-1)).toContain('срок истёк');
    await clear();
  });
});

describe('letters', () => {
  test('wait for the end of quiet hours, then one for each person names every case', async () => {
    const [one, two] = [await inWork(), await inWork()];
    // 23:59:59 in the city: breach; letters from 08:00.
    await sweepAt('2026-12-08T19:00:00Z');
    expect(await letters()).toEqual([]);
    await sweepAt('2026-12-09T02:59:00Z');
    expect(await letters()).toEqual([]);
    await sweepAt('2026-12-09T03:00:00Z');
    const sent = await letters();
    expect(sent.map(({ recipient }) => recipient.split('@')[0])).toEqual(['executor', 'operator']);
    for (const { subject, text } of sent) {
      expect(subject.replaceAll('\u00a0', ' ')).toBe('Сроки: 2 напоминания');
      expect(text).toContain(one.number);
      expect(text).toContain(two.number);
      expect(text).toContain(`/staff/cases/${two.number}`);
      // Not a word of the resident's.
      expect(text).not.toContain('машины пробивают');
    }
    await sweepAt('2026-12-09T04:00:00Z');
    expect(await letters()).toHaveLength(2);
    await clear();
  });

  test('of half a term come once a day; of a term that ended meanwhile not at all', async () => {
    const [kept, answered] = [await inWork(), await inWork()];
    await sweepAt('2026-12-02T09:00:00Z');
    expect(await letters()).toEqual([]);
    await sql`UPDATE cases.clock SET stopped_at = now() WHERE case_id = ${answered.id}`.execute(db());
    await sweepAt('2026-12-03T04:00:00Z');
    const sent = await letters();
    expect(sent).toHaveLength(1);
    expect(sent[0]!.text).toContain(kept.number);
    expect(sent[0]!.text).not.toContain(answered.number);
    await clear();
  });

  test('are not written of a case that was answered in time', async () => {
    server.setNow(START);
    const { number } = await submitCase(server);
    server.setNow('2026-11-24T09:30:00Z');
    await answerMessage(server, crew, number);
    await sweepAt('2026-12-20T09:00:00Z');
    const { id } = await readCard(server, number, crew.operator);
    expect(await toldOf(id)).toEqual([]);
    await clear();
  });
});

test('two workers at once announce every step once', async () => {
  const cards = [];
  for (let at = 0; at < 12; at += 1) cards.push(await inWork());
  server.setNow('2026-12-08T20:00:00Z');
  await Promise.all(Array.from({ length: 4 }, () => asSystem(server, sweepClocks)));
  await server.drain();
  const { rows } = await sql<{ n: number; lines: number }>`
    SELECT count(*)::int AS n, (SELECT count(*)::int FROM clocks.line) AS lines FROM clocks.notice
    WHERE subject_id = ANY(${cards.map(({ id }) => id)}::uuid[])`.execute(db());
  expect(rows[0]).toEqual({ n: 12, lines: 24 });
  // A step that comes back — a plan made anew, a restored backup — is claimed already.
  await sql`UPDATE cases.clock SET next_step = 3, next_step_at = due_at WHERE stopped_at IS NULL`.execute(
    db(),
  );
  await sweepAt('2026-12-08T20:10:00Z');
  const again = await sql<{ lines: number }>`SELECT count(*)::int AS lines FROM clocks.line`.execute(db());
  expect(again.rows[0]!.lines).toBe(24);
  await clear();
});

test('clocks begun before there were steps are planned, and what is past is not told', async () => {
  const { id } = await inWork();
  await sql`UPDATE cases.clock SET next_step = 0, next_step_at = NULL WHERE case_id = ${id}`.execute(db());
  await sweepAt('2026-12-04T15:00:00Z');
  expect(await toldOf(id)).toEqual([]);
  const { rows } = await sql<{ next_step: number }>`
    SELECT next_step FROM cases.clock WHERE case_id = ${id} AND stopped_at IS NULL`.execute(db());
  expect(rows[0]!.next_step).toBe(3);
});
