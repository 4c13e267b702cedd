import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  addToMessage,
  getMessage,
  joinMessage,
  rateMessage,
} from '../../../../shared/contract/messages/cases-portal.ts';
import { listMyMessages } from '../../../../shared/contract/messages/cases-resident.ts';
import { askResident } from '../../../../shared/contract/messages/cases-staff.ts';
import { answerMessage, type Crew, makeCrew } from '../../../../tests/support/loop.ts';
import { drawPicture } from '../../../../tests/support/pictures.ts';
import { asSystem, exposeCase, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInResident } from '../../../../tests/support/site/sign-in.ts';
import { sendFile } from '../../../../tests/support/uploads.ts';
import { recordAnswerSent } from '../answers/answer-sent.ts';

let server: TestServer;
let crew: Crew;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  crew = await makeCrew(server);
});
beforeEach(() => server.setNow('2026-11-24T09:00:00Z'));
afterAll(() => server.close());

type Sent = Awaited<ReturnType<typeof submitCase>>;
type Word = {
  resolved: 'yes' | 'partly' | 'no';
  score?: number | null;
  comment?: string;
  files?: [];
  reasons?: string[];
};
const input = ({ number, trackToken: k }: Pick<Sent, 'number' | 'trackToken'>, word: Word) => ({
  params: { number },
  query: { k },
  body: { score: null, ...word },
});
const rate = (sent: Sent, word: Word) => server.call(rateMessage, input(sent, word));
const refuse = (sent: Sent, word: Word) => server.fail(rateMessage, input(sent, word));
const read = ({ number, trackToken: k }: Sent) =>
  server.call(getMessage, { params: { number }, query: { k } });

async function answered(more: object = {}): Promise<Sent> {
  const sent = await submitCase(server, more);
  await answerMessage(server, crew, sent.number);
  return sent;
}
const join = async (number: string, phone: string) => {
  await exposeCase(server, number);
  const body = { clientKey: randomUUID(), phone, consent: true, consentVersion: '1' };
  return server.call(joinMessage, { params: { number }, body });
};

describe('the author’s word', () => {
  test('«да» closes the case as confirmed', async () => {
    const sent = await answered();
    const page = await rate(sent, { resolved: 'yes', score: 5, comment: 'Спасибо' });
    expect(page).toMatchObject({
      status: 'closed',
      outcome: 'solved',
      rating: { score: 5, resolved: 'yes', comment: 'Спасибо' },
      can: [],
    });
    const card = await readCard(server, sent.number, crew.operator);
    expect(card).toMatchObject({ rating: 5, resolved: 'yes', deadline: { state: 'stopped' } });
  });

  test('«частично» is kept, the answer stays open until the window ends', async () => {
    const sent = await answered();
    const page = await rate(sent, { resolved: 'partly', score: 3 });
    expect(page).toMatchObject({ status: 'answered', rating: { resolved: 'partly' }, can: ['comment'] });
    expect(await refuse(sent, { resolved: 'no' })).toMatchObject({ status: 409, code: 'lib.conflict' });
    expect((await readCard(server, sent.number, crew.operator)).resolved).toBe('partly');
  });

  test('an executor reads the score when the case is closed, the words at once', async () => {
    const sent = await answered();
    await rate(sent, { resolved: 'no', score: 1, comment: 'Асфальт крошится' });
    const seenBy = async (cookie: string) => {
      const { rating, ratings, timeline } = await readCard(server, sent.number, cookie);
      const event = timeline.findLast(({ kind }) => kind === 'rating');
      return {
        rating,
        last: ratings.at(-1)?.score,
        comment: ratings.at(-1)?.comment,
        told: event?.data.score,
      };
    };
    const words = { comment: 'Асфальт крошится' };
    expect(await seenBy(crew.operator)).toMatchObject({ ...words, last: 1, told: 1 });
    expect(await seenBy(crew.executor)).toEqual({ ...words, rating: null, last: null, told: null });
    await answerMessage(server, crew, sent.number);
    await rate(sent, { resolved: 'yes', score: 4 });
    expect(await seenBy(crew.executor)).toMatchObject({ rating: 4, last: 4, told: 4 });
  });

  test('«нет» returns to work with a new term; the new answer waits for a new word', async () => {
    const cookie = await signInResident(server, '+79125550001');
    const sent = await answered({ phone: '+79125550001' });
    server.setNow('2026-11-26T09:00:00Z');
    const page = await rate(sent, { resolved: 'no', score: 1, comment: 'Яма на месте' });
    expect(page).toMatchObject({ status: 'reopened', outcome: null, answerState: 'none', can: ['comment'] });
    const card = await readCard(server, sent.number, crew.operator);
    expect(card).toMatchObject({ reopenCount: 1, resolved: 'no', rating: 1 });
    const terms = card.clocks.filter(({ kind }) => kind === 'answer');
    expect(terms.map(({ stoppedAt }) => stoppedAt !== null)).toEqual([true, true, false]);
    const running = terms.at(-1)!;
    expect(running.startedAt).toBe('2026-11-26T09:00:00.000Z');
    // Ten working days after Thursday 26 November, by the pothole's rule; the first clock was stopped by the answer.
    expect(running.dueAt.slice(0, 10)).toBe('2026-12-10');
    expect(card.deadline?.dueAt).toBe(running.dueAt);
    await answerMessage(server, crew, sent.number);
    const again = await readCard(server, sent.number, crew.operator);
    expect(again).toMatchObject({ status: 'answered', resolved: null, rating: null });
    expect(again.ratings).toMatchObject([{ score: 1, resolved: 'no' }]);
    const mine = await server.call(listMyMessages, {}, cookie);
    expect(mine.messages).toMatchObject([{ number: sent.number, awaitsRating: true }]);
    expect(await rate(sent, { resolved: 'yes', score: 4 })).toMatchObject({ status: 'closed' });
  });

  test('a statutory appeal returns with the law’s thirty days', async () => {
    const sent = await submitCase(server);
    await sql`UPDATE cases.case_file SET regime = 'appeal_59fz' WHERE number = ${sent.number}`.execute(
      server.app.services.database,
    );
    await answerMessage(server, crew, sent.number);
    // Approved is not answered: the signed letter has not gone.
    expect((await refuse(sent, { resolved: 'no' })).code).toBe('cases.illegal-transition');
    const { id } = await readCard(server, sent.number, crew.operator);
    await asSystem(server, (ctx) => recordAnswerSent(ctx, id, '1'));
    await rate(sent, { resolved: 'no', comment: 'Яма на месте' });
    const card = await readCard(server, sent.number, crew.operator);
    expect(card.clocks.at(-1)!.ruleId).toBe('fz59-answer');
  });
});

describe('why', () => {
  test('several reasons or none, of those offered; an executor reads them when the case is closed', async () => {
    const sent = await answered();
    expect((await read(sent)).rateReasons.map(({ id }) => id)).toContain('badly-done');
    expect((await refuse(sent, { resolved: 'partly', reasons: ['made-up'] })).code).toBe('lib.bad-input');
    const page = await rate(sent, { resolved: 'partly', score: 2, reasons: ['slow', 'badly-done', 'slow'] });
    expect(page.rating?.reasons).toEqual(['Долго', 'Сделали плохо']);
    const seen = async (cookie: string) =>
      (await readCard(server, sent.number, cookie)).ratings.at(-1)!.reasons;
    expect(await seen(crew.operator)).toEqual(['Долго', 'Сделали плохо']);
    expect(await seen(crew.executor)).toEqual([]);
    const told = (await readCard(server, sent.number, crew.executor)).timeline;
    expect(JSON.stringify(told)).not.toContain('Сделали плохо');
  });

  test('«нет» says what is left by a word or a photo: neither is refused, blanks too', async () => {
    const sent = await answered();
    for (const comment of [undefined, '   '])
      expect(await refuse(sent, { resolved: 'no', ...(comment && { comment }) })).toMatchObject({
        code: 'lib.bad-input',
        fields: { comment: expect.stringContaining('приложите фото') },
      });
    expect((await read(sent)).rating).toBeNull();
    expect(await rate(sent, { resolved: 'no', comment: 'Яма' })).toMatchObject({ status: 'reopened' });
  });
});

describe('refusals', () => {
  test('before an answer, after the window, twice, out of range', async () => {
    const fresh = await submitCase(server);
    expect((await refuse(fresh, { resolved: 'yes' })).code).toBe('cases.illegal-transition');
    const sent = await answered();
    expect((await refuse(sent, { resolved: 'yes', score: 6 })).fields).toHaveProperty('score');
    // Answered on 24 November: seven days end with the local 1 December.
    server.setNow('2026-12-01T18:59:00Z');
    expect((await read(sent)).can).toContain('rate');
    server.setNow('2026-12-01T19:00:00Z');
    expect((await read(sent)).can).not.toContain('rate');
    expect(await refuse(sent, { resolved: 'no' })).toMatchObject({ code: 'cases.return-window-over' });
    const other = await answered();
    await rate(other, { resolved: 'yes' });
    expect((await refuse(other, { resolved: 'no' })).status).toBe(409);
  });

  test('two words at once: one is taken', async () => {
    const sent = await answered();
    const send = (resolved: 'yes' | 'no') =>
      server.inject({
        method: 'POST',
        url: `/api/messages/${sent.number}/rating`,
        query: { k: sent.trackToken },
        headers: { 'x-otklik': '1' },
        payload: { score: 2, resolved, comment: 'Так и есть' },
      });
    const replies = await Promise.all([send('yes'), send('no')]);
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect((await readCard(server, sent.number, crew.operator)).ratings).toHaveLength(1);
  });
});

describe('who joined', () => {
  test('«да» of theirs closes nothing and is not the author’s; «нет» returns the case', async () => {
    const sent = await submitCase(server);
    const first = await join(sent.number, '+79127770001');
    const second = await join(sent.number, '+79127770002');
    await answerMessage(server, crew, sent.number);
    const page = await rate(first, { resolved: 'yes', score: 5 });
    expect(page).toMatchObject({ access: 'joined', status: 'answered', rating: { resolved: 'yes' } });
    expect(await readCard(server, sent.number, crew.operator)).toMatchObject({
      resolved: null,
      rating: null,
    });
    expect((await read(sent)).can).toContain('rate');
    expect((await refuse(first, { resolved: 'no' })).code).toBe('lib.conflict');
    expect(await rate(second, { resolved: 'no', comment: 'Яма на месте' })).toMatchObject({
      status: 'reopened',
    });
    expect((await refuse(sent, { resolved: 'yes' })).code).toBe('cases.illegal-transition');
  });
});

describe('adding to a message', () => {
  const add = (sent: Sent, text: string, files: object[] = []) => ({
    params: { number: sent.number },
    query: { k: sent.trackToken },
    body: { text, files: files as [] },
  });

  test('words and a photo stand in the feed; nothing at all is refused', async () => {
    const sent = await submitCase(server);
    const picture = await sendFile(server, await drawPicture('png'));
    const file = { fileId: picture.body.fileId, token: picture.body.token };
    const page = await server.call(addToMessage, add(sent, 'Стало хуже', [file]));
    expect(page.timeline.at(-1)).toMatchObject({ kind: 'comment', text: 'Стало хуже', data: { photos: 1 } });
    expect(page.photos).toMatchObject([{ fileId: file.fileId, role: 'before' }]);
    expect((await server.fail(addToMessage, add(sent, ' '))).code).toBe('lib.bad-input');
    expect((await server.fail(addToMessage, add(sent, 'Ещё раз то же фото', [file]))).code).toBe(
      'files.claimed',
    );
  });

  test('the author’s words answer the question; those of who joined do not', async () => {
    const sent = await submitCase(server);
    const joined = await join(sent.number, '+79127770003');
    const card = await readCard(server, sent.number, crew.operator);
    const question = { version: card.version, text: 'Где именно яма?' };
    await server.call(askResident, { params: { id: card.id }, body: question }, crew.operator);
    expect(await read(sent)).toMatchObject({ status: 'clarification', can: ['comment', 'clarify'] });
    const page = await server.call(addToMessage, add(joined, 'Я тоже её видел'));
    expect(page.status).toBe('clarification');
    // Their own line they read; the question, which was not put to them, they do not.
    expect(page.timeline.map(({ kind }) => kind)).toEqual(['registered', 'joined', 'status', 'comment']);
    expect(await server.call(addToMessage, add(sent, 'У дома 5'))).toMatchObject({ status: 'moderation' });
  });

  test('a closed case takes no more', async () => {
    const sent = await answered();
    await rate(sent, { resolved: 'yes' });
    expect((await server.fail(addToMessage, add(sent, 'Ещё'))).status).toBe(409);
  });
});
