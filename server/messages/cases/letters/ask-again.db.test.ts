import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  getMessage,
  rateMessage,
  tellWhetherHolds,
} from '../../../../shared/contract/messages/cases-portal.ts';
import { answerMessage, type Crew, makeCrew } from '../../../../tests/support/loop.ts';
import { asSystem, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { sweepCasesJob } from '../sweeps/sweep.ts';

let server: TestServer;
let crew: Crew;
beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'https://otklik.example' });
  server.setNow('2026-11-24T09:00:00Z');
  crew = await makeCrew(server);
});
afterAll(() => server.close());
beforeEach(() => server.setNow('2026-11-24T09:00:00Z'));

type Sent = Awaited<ReturnType<typeof submitCase>>;
async function answered(): Promise<Sent> {
  const sent = await submitCase(server);
  await answerMessage(server, crew, sent.number);
  return sent;
}
/** The clock's own run at a moment. */
async function sweepAt(iso: string): Promise<void> {
  server.setNow(iso);
  await asSystem(server, async (ctx) => ctx.enqueue(sweepCasesJob, {}));
  await server.drain();
}
const told = async ({ number }: Sent, purpose: string): Promise<string[]> => {
  const { rows } = await server.app.pool.query(
    `SELECT text FROM outbox.letter JOIN cases.case_file AS file ON file.id = case_id
     WHERE number = $1 AND purpose = $2 ORDER BY letter.id`,
    [number, purpose],
  );
  return rows.map(({ text }) => text);
};
const own = ({ number, trackToken: k }: Sent) => ({ params: { number }, query: { k } });
const solved = { score: 5, resolved: 'yes' as const };

describe('the reminder to rate', () => {
  test('comes once, four days after the answer, with the last day; never to who has rated', async () => {
    const sent = await answered();
    const rated = await answered();
    await server.call(rateMessage, { ...own(rated), body: { score: 3, resolved: 'partly' } });
    await sweepAt('2026-11-28T08:00:00Z');
    expect(await told(sent, 'case-rate-reminder')).toEqual([]);
    await sweepAt('2026-11-28T10:00:00Z');
    await sweepAt('2026-11-29T10:00:00Z');
    const [letter, ...more] = await told(sent, 'case-rate-reminder');
    expect(more).toEqual([]);
    expect(letter).toContain('Скажите до 01.12.2026');
    expect(await told(rated, 'case-rate-reminder')).toEqual([]);
    // The day it names is the day the page lets one rate until.
    const page = await server.call(getMessage, own(sent));
    expect(page.returnUntil).toContain('2026-12-01');
  });
});

describe('«держится ли?»', () => {
  test('is asked once, a month after «решено»; «не держится» returns the case to work with its report', async () => {
    const sent = await answered();
    await server.call(rateMessage, { ...own(sent), body: solved });
    await sweepAt('2026-12-24T08:00:00Z');
    expect(await told(sent, 'case-holds-asked')).toEqual([]);
    const early = await server.fail(tellWhetherHolds, { ...own(sent), body: { holds: true } });
    expect(early.code).toBe('cases.return-window-over');
    await sweepAt('2026-12-24T10:00:00Z');
    await sweepAt('2026-12-25T10:00:00Z');
    expect(await told(sent, 'case-holds-asked')).toHaveLength(1);
    expect((await server.call(getMessage, own(sent))).can).toContain('tell-holds');
    const mute = await server.fail(tellWhetherHolds, { ...own(sent), body: { holds: false } });
    expect(mute.fields?.comment).toBeTruthy();
    const page = await server.call(tellWhetherHolds, {
      ...own(sent),
      body: { holds: false, comment: 'Асфальт просел' },
    });
    expect(page).toMatchObject({ status: 'reopened', outcome: null });
    expect(await readCard(server, sent.number, crew.operator)).toMatchObject({
      resolved: 'no',
      reopenCount: 1,
    });
    expect((await told(sent, 'case-reopened'))[0]).toMatch(/Новый ответ — до \d\d\.\d\d\.\d{4}/);
    // K10 counts it as every return.
    const { rows } = await server.app.pool.query(
      `SELECT count(*)::int FROM cases.v_reopened JOIN cases.case_file AS file USING (id) WHERE number = $1`,
      [sent.number],
    );
    expect(rows[0].count).toBe(1);
  });

  test('«держится» confirms what nobody had confirmed; asked of nobody who returned it, of no appeal', async () => {
    const silent = await answered();
    const returned = await answered();
    await server.call(rateMessage, {
      ...own(returned),
      body: { score: 1, resolved: 'no', comment: 'Яма на месте' },
    });
    await answerMessage(server, crew, returned.number);
    await server.call(rateMessage, { ...own(returned), body: solved });
    const appeal = await answered();
    await server.call(rateMessage, { ...own(appeal), body: solved });
    await server.app.pool.query("UPDATE cases.case_file SET regime = 'appeal_59fz' WHERE number = $1", [
      appeal.number,
    ]);
    await sweepAt('2026-12-02T10:00:00Z');
    expect(await told(silent, 'case-closed')).toEqual([]);
    expect((await readCard(server, silent.number, crew.operator)).status).toBe('closed');
    await sweepAt('2027-01-01T11:00:00Z');
    expect(await told(silent, 'case-holds-asked')).toHaveLength(1);
    await sweepAt('2026-12-24T10:00:00Z');
    for (const one of [returned, appeal]) expect(await told(one, 'case-holds-asked')).toEqual([]);
    server.setNow('2027-01-02T10:00:00Z');
    await server.call(tellWhetherHolds, { ...own(silent), body: { holds: true } });
    expect(await readCard(server, silent.number, crew.operator)).toMatchObject({
      status: 'closed',
      resolved: 'yes',
    });
    const again = await server.fail(tellWhetherHolds, { ...own(silent), body: { holds: true } });
    expect(again.code).toBe('lib.conflict');
  });

  test('is not answered by a stranger, nor when its month is over', async () => {
    const sent = await answered();
    await server.call(rateMessage, { ...own(sent), body: solved });
    await sweepAt('2026-12-24T10:00:00Z');
    const stranger = await server.fail(tellWhetherHolds, {
      params: { number: sent.number },
      query: {},
      body: { holds: true },
    });
    expect(stranger.code).toBe('cases.foreign');
    server.setNow('2027-01-24T10:00:00Z');
    expect((await server.call(getMessage, own(sent))).can).not.toContain('tell-holds');
    const late = await server.fail(tellWhetherHolds, { ...own(sent), body: { holds: true } });
    expect(late.code).toBe('cases.return-window-over');
  });
});
