import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addToMessage, getMessage, rateMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import { askResident } from '../../../../shared/contract/messages/cases-staff.ts';
import { rejectCase } from '../../../../shared/contract/messages/cases-triage.ts';
import { answerMessage, type Crew, makeCrew } from '../../../../tests/support/loop.ts';
import { asSystem, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { verifyChain } from '../../../base/audit/index.ts';
import { sweepCasesJob } from './sweep.ts';

const START = '2026-11-24T09:00:00Z';
let server: TestServer;
let crew: Crew;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow(START);
  crew = await makeCrew(server);
});
afterAll(() => server.close());

async function sweepAt(iso: string): Promise<void> {
  server.setNow(iso);
  await asSystem(server, async (ctx) => ctx.enqueue(sweepCasesJob, {}));
  await server.drain();
}
const read = (number: string) => readCard(server, number, crew.operator);
const countEvents = async (): Promise<number> => {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM cases.event`.execute(
    server.app.services.database,
  );
  return rows[0]!.n;
};
/** A fresh message at the start of each story. */
async function submit() {
  server.setNow(START);
  return submitCase(server);
}

describe('silence', () => {
  test('after an answer closes it on the eighth day without «решено»', async () => {
    const { number, trackToken: k } = await submit();
    await answerMessage(server, crew, number);
    // The window lasts to the end of the local 1 December.
    await sweepAt('2026-12-01T18:59:00Z');
    expect((await read(number)).status).toBe('answered');
    await sweepAt('2026-12-01T19:00:00Z');
    expect(await read(number)).toMatchObject({
      status: 'closed',
      outcome: 'solved',
      resolved: null,
      rating: null,
    });
    const page = await server.call(getMessage, { params: { number }, query: { k } });
    expect(page.timeline.at(-1)).toMatchObject({
      actorName: 'Отклик',
      text: 'Житель не оценил ответ в срок',
    });
    const rating = { params: { number }, query: { k }, body: { score: 5, resolved: 'yes' as const } };
    expect((await server.fail(rateMessage, rating)).status).toBe(409);
  });

  test('after «частично» closes it with that word', async () => {
    const { number, trackToken: k } = await submit();
    await answerMessage(server, crew, number);
    const body = { score: 3, resolved: 'partly' as const };
    await server.call(rateMessage, { params: { number }, query: { k }, body });
    await sweepAt('2026-12-01T19:00:00Z');
    expect(await read(number)).toMatchObject({ status: 'closed', resolved: 'partly', rating: 3 });
  });

  test('to a question closes the case after five days; an answer in time does not', async () => {
    const ask = async (number: string) => {
      const card = await read(number);
      const body = { version: card.version, text: 'Где именно яма?' };
      await server.call(askResident, { params: { id: card.id }, body }, crew.operator);
    };
    const [silent, spoken] = [await submit(), await submit()];
    await ask(silent.number);
    await ask(spoken.number);
    server.setNow('2026-11-26T09:00:00Z');
    const words = { params: { number: spoken.number }, query: { k: spoken.trackToken } };
    await server.call(addToMessage, { ...words, body: { text: 'У дома 5', files: [] } });
    await sweepAt('2026-11-29T18:59:00Z');
    expect((await read(silent.number)).status).toBe('clarification');
    await sweepAt('2026-11-29T19:00:00Z');
    expect((await read(silent.number)).status).toBe('closed_no_reply');
    expect((await read(spoken.number)).status).toBe('moderation');
  });

  test('after a refusal closes it when its time to dispute is over', async () => {
    const { number } = await submit();
    const { id, version } = await read(number);
    const body = { version, ground: 'no_question' as const };
    await server.call(rejectCase, { params: { id }, body }, crew.operator);
    await sweepAt('2026-12-01T18:59:00Z');
    expect((await read(number)).status).toBe('rejected');
    await sweepAt('2026-12-01T19:00:00Z');
    expect(await read(number)).toMatchObject({ status: 'closed', outcome: null });
  });
});

test('a promise returns to work three working days before its day; holidays do not count', async () => {
  const { number } = await submit();
  // Tuesday 15 December: three working days before it is Thursday the 10th.
  await answerMessage(server, crew, number, { outcome: 'planned', promisedOn: '2026-12-15' });
  expect(await read(number)).toMatchObject({ status: 'deferred', promisedOn: '2026-12-15' });
  await sweepAt('2026-12-09T18:30:00Z');
  expect((await read(number)).status).toBe('deferred');
  await sweepAt('2026-12-09T19:30:00Z');
  expect(await read(number)).toMatchObject({ status: 'in_work', promisedOn: '2026-12-15' });
  const far = await submit();
  // The first working days of 2027 are 11, 12 and 13 January: three of them remain from 30 December on.
  await answerMessage(server, crew, far.number, { outcome: 'planned', promisedOn: '2027-01-13' });
  await sweepAt('2026-12-29T09:00:00Z');
  expect((await read(far.number)).status).toBe('deferred');
  await sweepAt('2026-12-30T09:00:00Z');
  expect((await read(far.number)).status).toBe('in_work');
});

test('again at the same moment changes nothing, and the journal’s chain is whole', async () => {
  await sweepAt('2026-12-31T09:00:00Z');
  const before = await countEvents();
  await sweepAt('2026-12-31T09:00:00Z');
  await sweepAt('2026-12-31T09:15:00Z');
  expect(await countEvents()).toBe(before);
  expect(await verifyChain(server.app.services.database)).toMatchObject({ fault: null });
});
