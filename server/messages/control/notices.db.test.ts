import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { setLetterChannel } from '../../../shared/contract/base/outbox-settings.ts';
import { decideAnswer, draftAnswer, takeToWork } from '../../../shared/contract/messages/cases-answers.ts';
import { resumeCase } from '../../../shared/contract/messages/cases-moves.ts';
import {
  addToMessage,
  disputeRejection,
  rateMessage,
} from '../../../shared/contract/messages/cases-portal.ts';
import { askResident } from '../../../shared/contract/messages/cases-staff.ts';
import { rejectCase, triageCase, undoDecision } from '../../../shared/contract/messages/cases-triage.ts';
import {
  countNotices,
  readNotices,
  seeNotices,
  setNoticeWishes,
} from '../../../shared/contract/messages/notices.ts';
import type { NoticeKind, NoticePace } from '../../../shared/text/notice-kinds.ts';
import { type MailServer, startMailServer } from '../../../tests/support/letters/letter-servers.ts';
import { answerMessage, type Crew, makeCrew, POTHOLE, sortMessage } from '../../../tests/support/loop.ts';
import { asSystem, readCard, submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { controlSweepJob } from './sweep.ts';

// Tuesday, 14:00 in the city.
const START = '2026-11-24T09:00:00Z';
const SOON = '2026-11-24T09:02:00Z';
let server: TestServer;
let mail: MailServer;
let crew: Crew;

beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'https://otklik.test' });
  server.setNow(START);
  mail = await startMailServer();
  crew = await makeCrew(server);
  const settings = { host: '127.0.0.1', port: mail.port, security: 'none', from: 'otklik@city.example' };
  const body = { settings, secret: '', isActive: true };
  await server.call(
    setLetterChannel,
    { params: { channel: 'email' }, body },
    await signInAs(server, 'admin'),
  );
});
afterAll(async () => {
  await server.close();
  await mail.close();
});
beforeEach(async () => {
  server.setNow(START);
  mail.letters.length = 0;
  await server.asOwner(
    'TRUNCATE cases.awaited, outbox.letter, outbox.notice_wish, outbox.notice_seen, outbox.preference CASCADE',
  );
});

/** The minute's round of the control, then of the outbox. */
async function sweepAt(iso: string): Promise<void> {
  server.setNow(iso);
  await asSystem(server, async (ctx) => ctx.enqueue(controlSweepJob, {}, { key: controlSweepJob.name }));
  await server.drain();
  await server.app.pool.query("SELECT graphile_worker.add_job('outbox.deliver', '{}')");
  await server.drain();
}

const read = (cookie: string) => server.call(readNotices, {}, cookie);
const told = async (cookie: string) =>
  (await read(cookie)).notices.map(({ kind, subject }) => `${kind}: ${subject}`);
const at = (card: { id: string; version: number }, more: object = {}) => ({
  params: { id: card.id },
  body: { version: card.version, ...more } as never,
});
/** How kinds come to the executor: the rest as is usual. */
const choose = (
  kinds: Partial<Record<NoticeKind, NoticePace>>,
  quiet: { from: number; to: number } | null = null,
  cookie = crew.executor,
) => {
  const chosen = Object.entries(kinds).map(([kind, pace]) => ({ kind: kind as NoticeKind, pace }));
  return server.call(setNoticeWishes, { body: { kinds: chosen, quiet } }, cookie);
};

describe('a case that waits for somebody', () => {
  test('assigned — its executors; submitted — who decides; returned — its executors again', async () => {
    const { number } = await submitCase(server);
    const card = await sortMessage(server, crew, number);
    await sweepAt(SOON);
    expect(await told(crew.executor)).toEqual([`work: Дело № ${number} ждёт исполнителя`]);
    const taken = await server.call(takeToWork, at(card), crew.executor);
    const answer = { text: `Яму заделали. Сообщение № ${number}.`, outcome: 'solved', submit: true };
    const sent = await server.call(draftAnswer, at(taken, answer), crew.executor);
    await sweepAt('2026-11-24T09:03:00Z');
    expect(await told(crew.approver)).toEqual([`approvals: Ответ по делу № ${number} ждёт решения`]);
    const params = { id: sent.id, answerId: sent.answers.at(-1)!.id };
    const back = { version: sent.version, decision: 'return' as const, reason: 'Нет площади' };
    await server.call(decideAnswer, { params, body: back }, crew.approver);
    await sweepAt('2026-11-24T09:04:00Z');
    expect(await told(crew.executor)).toContain(`returned: Дело № ${number} вернули`);
    expect(await told(crew.operator)).toEqual([]);
  });

  test('a question answered by the author — who asked; not who answered it for them', async () => {
    const { number, trackToken: k } = await submitCase(server);
    const asked = await server.call(
      askResident,
      at(await readCard(server, number, crew.operator), { text: 'Какой дом?' }),
      crew.operator,
    );
    await server.call(resumeCase, at(asked, { text: 'Дом 14' }), crew.operator);
    await sweepAt(SOON);
    expect(await told(crew.operator)).toEqual([]);
    const again = await readCard(server, number, crew.operator);
    await server.call(askResident, at(again, { text: 'Какой подъезд?' }), crew.operator);
    await server.call(addToMessage, { params: { number }, query: { k }, body: { text: 'Второй' } });
    await sweepAt('2026-11-24T09:04:00Z');
    expect(await told(crew.operator)).toEqual([`questions: Дело № ${number}: житель ответил на вопрос`]);
  });

  test.each([
    ['a low mark of a case that is not closed', { resolved: 'partly', score: 2 }, 0],
    ['a low mark of what is solved', { resolved: 'yes', score: 1 }, 1],
    ['a return', { resolved: 'no', score: 1, comment: 'Яма на месте' }, 1],
    ['a fair mark', { resolved: 'partly', score: 3 }, 0],
  ] as const)('%s of the resident: its executors hear of %o', async (_, body, times) => {
    const { number, trackToken: k } = await submitCase(server);
    await answerMessage(server, crew, number);
    await sweepAt(SOON);
    await server.call(rateMessage, { params: { number }, query: { k }, body });
    await sweepAt('2026-11-24T09:04:00Z');
    const heard = (await told(crew.executor)).filter((line) => line.startsWith('ratings'));
    expect(heard).toEqual(Array(times).fill(`ratings: Дело № ${number}: житель не согласен`));
  });

  test('a low mark before the case is closed — who sorts, not who executes', async () => {
    const { number, trackToken: k } = await submitCase(server);
    await answerMessage(server, crew, number);
    await sweepAt(SOON);
    const body = { resolved: 'partly', score: 2 } as const;
    await server.call(rateMessage, { params: { number }, query: { k }, body });
    await sweepAt('2026-11-24T09:04:00Z');
    expect(await told(crew.operator)).toContain(`ratings: Дело № ${number}: житель не согласен`);
  });

  test('a disputed refusal — who sorts', async () => {
    const { number, trackToken: k } = await submitCase(server);
    await server.call(
      rejectCase,
      at(await readCard(server, number, crew.operator), { ground: 'spam' }),
      crew.operator,
    );
    await server.call(disputeRejection, { params: { number }, query: { k }, body: { text: 'Не реклама' } });
    await sweepAt(SOON);
    expect(await told(crew.operator)).toEqual([`ratings: Дело № ${number}: житель не согласен`]);
  });

  test('what was taken back, and what has been taken to work meanwhile, is told to nobody', async () => {
    const one = await readCard(server, (await submitCase(server)).number, crew.operator);
    const done = await server.call(triageCase, at(one, { factId: POTHOLE }), crew.operator);
    await server.call(undoDecision, { body: { undoToken: done.undoToken! } }, crew.operator);
    const other = await sortMessage(server, crew, (await submitCase(server)).number);
    await server.call(takeToWork, at(other), crew.executor);
    await sweepAt(SOON);
    expect(await told(crew.executor)).toEqual([]);
  });

  test('many of one kind are one letter', async () => {
    const numbers = [];
    for (let n = 0; n < 3; n += 1) {
      const { number } = await submitCase(server);
      await sortMessage(server, crew, number);
      numbers.push(number);
    }
    await sweepAt(SOON);
    const { notices } = await read(crew.executor);
    expect(notices.map(({ subject }) => subject)).toEqual(['Ждут исполнителя: 3\u00a0дела']);
    for (const number of numbers) expect(notices[0]!.text).toContain(`/staff/cases/${number}`);
  });
});

describe('how it comes', () => {
  async function assign(): Promise<string> {
    const { number } = await submitCase(server);
    await sortMessage(server, crew, number);
    return number;
  }

  test.each([
    ['instant', SOON, { state: 'mailed', nextAt: null }],
    ['hourly', SOON, { state: 'waits', nextAt: '2026-11-24T10:00:00.000Z' }],
    ['daily', SOON, { state: 'waits', nextAt: '2026-11-25T04:00:00.000Z' }],
    ['off', SOON, { state: 'here', nextAt: null }],
  ] as const)('%s by choice', async (pace, iso, expected) => {
    await choose({ work: pace });
    await assign();
    await sweepAt(iso);
    expect((await read(crew.executor)).notices).toMatchObject([expected]);
    expect(mail.letters).toHaveLength(pace === 'instant' ? 1 : 0);
  });

  test('at night nothing, unless one has no quiet hours', async () => {
    await choose({ work: 'instant' }, { from: 21, to: 8 });
    await assign();
    // 23:30 in the city.
    await sweepAt('2026-11-24T18:30:00Z');
    expect((await read(crew.executor)).notices).toMatchObject([
      { state: 'waits', nextAt: '2026-11-25T03:00:00.000Z' },
    ]);
    await choose({ work: 'instant' }, null);
    server.setNow('2026-11-24T18:31:00Z');
    await assign();
    await sweepAt('2026-11-24T18:33:00Z');
    expect((await read(crew.executor)).notices[0]).toMatchObject({ state: 'mailed' });
  });

  test('what has waited comes as one letter of bytes that name no resident and say where to choose', async () => {
    await choose({ work: 'hourly', returned: 'hourly' });
    const number = await assign();
    await sweepAt(SOON);
    server.setNow('2026-11-24T09:30:00Z');
    await assign();
    await sweepAt('2026-11-24T09:32:00Z');
    expect(mail.letters).toEqual([]);
    await sweepAt('2026-11-24T10:00:00Z');
    expect(mail.letters.map(({ to }) => to)).toEqual(['executor@demo.invalid']);
    const [head, body = ''] = mail.letters[0]!.source.split('\r\n\r\n');
    expect(head).toContain('Auto-Submitted: auto-generated');
    const text = Buffer.from(body, 'base64').toString('utf8');
    expect(text).toContain(`№ ${number}`);
    expect(text).toContain('https://otklik.test/staff/notices');
    expect(text).not.toMatch(/Пробный|\+7912|яма, машины/);
    // In the program each stands by itself.
    expect((await read(crew.executor)).notices.map(({ state }) => state)).toEqual(['mailed', 'mailed']);
  });

  test('terms come rarer, never not at all; nothing of the rest is kept then', async () => {
    const kinds = [
      { kind: 'work' as const, pace: 'off' as const },
      { kind: 'terms' as const, pace: 'off' as const },
    ];
    const refused = await server.fail(setNoticeWishes, { body: { kinds, quiet: null } }, crew.executor);
    expect(refused.detail).toMatch(/«Сроки».*отключить их нельзя/);
    expect((await read(crew.executor)).kinds).toContainEqual({ kind: 'work', pace: 'hourly' });
  });

  test('everybody is offered the kinds their place gives cause for, with a night of quiet', async () => {
    const { kinds, quiet, email } = await read(crew.approver);
    expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['approvals', 'terms']));
    expect(kinds.map(({ kind }) => kind)).not.toContain('work');
    expect({ quiet, email }).toEqual({ quiet: { from: 21, to: 8 }, email: 'approver@demo.invalid' });
  });

  test('what has been read is not counted as new', async () => {
    await assign();
    await sweepAt(SOON);
    const fresh = async () => (await server.call(countNotices, {}, crew.executor)).fresh;
    expect(await fresh()).toBe(1);
    await server.call(seeNotices, {}, crew.executor);
    expect(await fresh()).toBe(0);
    expect((await read(crew.executor)).notices).toMatchObject([{ isNew: false }]);
  });
});
