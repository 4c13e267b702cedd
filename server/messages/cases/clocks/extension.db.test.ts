import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deadlineExplanationSchema } from '../../../../shared/contract/base/deadline-explanation.ts';
import { explainDeadline } from '../../../../shared/contract/messages/cases-explain.ts';
import { getMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import { extendTerm, registerCase } from '../../../../shared/contract/messages/cases-staff.ts';
import { type Crew, makeCrew, sortMessage } from '../../../../tests/support/loop.ts';
import { readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';

const START = '2026-11-24T09:00:00Z';
let server: TestServer;
let crew: Crew;
let chair: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow(START);
  crew = await makeCrew(server);
  chair = await signInAs(server, 'chair');
});
afterAll(() => server.close());

const read = (number: string) => readCard(server, number, crew.operator);
async function submit() {
  server.setNow(START);
  return submitCase(server);
}

describe('an extension', () => {
  const reason = 'Нужна экспертиза подрядчика';
  async function extendable() {
    const { number, trackToken: k } = await submit();
    await sortMessage(server, crew, number);
    return { number, k, card: await readCard(server, number, crew.approver) };
  }

  test('by the approver moves the end, tells the resident why and stands in the account', async () => {
    const { number, k, card } = await extendable();
    expect(card.extension).toMatchObject({ legal: 'регламент центра, п. 4.6', toVerify: true });
    const input = { params: { id: card.id }, body: { version: card.version, dueOn: '2026-12-15', reason } };
    const extended = await server.call(extendTerm, input, crew.approver);
    expect(extended.deadline!.dueAt).toBe('2026-12-15T18:59:59.000Z');
    const clock = extended.clocks.findLast(({ kind }) => kind === 'answer')!;
    expect(clock).toMatchObject({ dueAt: '2026-12-15T18:59:59.000Z', extensionCount: 1 });
    const why = deadlineExplanationSchema.parse(
      await server.call(explainDeadline, { params: { id: card.id, clockId: clock.id } }, crew.approver),
    );
    expect(why.notes.find(({ kind }) => kind === 'extension')!.text).toContain(reason);
    expect(why.due.date).toBe('2026-12-15');
    const page = await server.call(getMessage, { params: { number }, query: { k } });
    expect(page.timeline.at(-1)!.text).toContain('15.12.2026');
    const letter = await server.app.services.database
      .selectFrom('outbox.letter')
      .select('text')
      .where('purpose', '=', 'case-term-extended')
      .where('case_id', '=', card.id)
      .executeTakeFirstOrThrow();
    expect(letter.text).toContain(reason);
    expect((await server.fail(extendTerm, input, crew.approver)).code).toBe('lib.changed-meanwhile');
  });

  test('is refused to an operator, back in time, too far, and a third time', async () => {
    const { card } = await extendable();
    const send = (dueOn: string, version: number, cookie = crew.approver) =>
      server.fail(extendTerm, { params: { id: card.id }, body: { version, dueOn, reason } }, cookie);
    expect((await send('2026-12-15', card.version, crew.operator)).code).toBe('lib.forbidden');
    expect((await read(card.number)).extension).toBeNull();
    expect((await send('2026-11-25', card.version)).fields).toHaveProperty('dueOn');
    expect((await send('2027-12-15', card.version)).fields).toHaveProperty('dueOn');
    let { version } = card;
    for (const dueOn of ['2026-12-15', '2026-12-16']) {
      const body = { version, dueOn, reason };
      ({ version } = await server.call(extendTerm, { params: { id: card.id }, body }, crew.approver));
    }
    expect(await send('2026-12-17', version)).toMatchObject({ status: 409 });
    expect((await readCard(server, card.number, crew.approver)).extension).toBeNull();
  });

  test('of a statutory appeal is the head’s alone, once, and by no more than thirty days', async () => {
    server.setNow(START);
    const { number } = await server.call(
      registerCase,
      {
        body: {
          clientKey: crypto.randomUUID(),
          kind: 'paper',
          text: 'Прошу отремонтировать дорогу у дома.',
          name: 'Пробный Житель',
          returnAddress: 'ул. Пробная, 1',
        },
      },
      crew.operator,
    );
    await server.drain();
    const card = await readCard(server, number, chair);
    expect(card.extension).toMatchObject({ from: '2026-12-24', until: '2027-01-22' });
    const input = { params: { id: card.id }, body: { version: card.version, dueOn: '2027-01-22', reason } };
    expect((await server.fail(extendTerm, input, crew.approver)).code).toBe('lib.forbidden');
    const extended = await server.call(extendTerm, input, chair);
    expect(extended.deadline!.dueAt.slice(0, 10)).toBe('2027-01-22');
    expect(extended.extension).toBeNull();
  });
});
