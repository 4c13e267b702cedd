import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  exportNetworkAnswers,
  type IndicatorId,
  listIndicators,
  listNetworkAnswers,
  listPerformance,
  type NetworkSide,
  tellList,
} from '../../../shared/contract/heatmap/indicators.ts';
import { convertIncident, dismissIncident } from '../../../shared/contract/monitoring/incident-acts.ts';
import { type IncidentCard, listIncidents } from '../../../shared/contract/monitoring/incidents.ts';
import { type IncidentDesk, openIncidentDesk } from '../../../tests/support/networks/incident-desk.ts';
import { deliverEvent, makePost, readingOf } from '../../../tests/support/networks/told-network.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { countNetworkMonth } from '../figures/open/networks.ts';

/** K7 and K18 of what passed through the desk of networks, and the lists behind them. */

let desk: IncidentDesk;
const week = { from: '2026-11-23', to: '2026-11-29' };

/** Takes a comment in at one moment, answers it at another; local time is five hours ahead. */
async function answerAt(from: string, to: string, given: object = {}): Promise<IncidentCard> {
  desk.server.setNow(from);
  const card = await desk.sort(await desk.comment({ postedAt: new Date(from) }), { unitId: desk.unitId });
  desk.server.setNow(to);
  await desk.approve(await desk.draft(card, given));
  await desk.server.drain();
  return desk.read(card.id);
}

const indicator = async (id: IndicatorId, more: object = {}, cookie = desk.chair) => {
  const { indicators } = await desk.server.call(listIndicators, { query: { ...week, ...more } }, cookie);
  return indicators.find((one) => one.id === id)!;
};

const listed = async (told: string, more: object = {}, cookie = desk.chair): Promise<string[]> => {
  const query = { told, limit: 200, ...more };
  const { incidents } = await desk.server.call(listIncidents, { query }, cookie);
  return incidents.map(({ number }) => number).toSorted();
};

let cards: Record<'quick' | 'night' | 'interim', IncidentCard>;

beforeAll(async () => {
  desk = await openIncidentDesk();
  expect(await indicator('K7')).toMatchObject({ value: null, lacks: null });
  cards = {
    // 20 minutes of the day.
    quick: await answerAt('2026-11-24T09:00:00Z', '2026-11-24T09:20:00Z'),
    // From 23:30 to 08:30 of the next morning: nine hours, half an hour of duty.
    night: await answerAt('2026-11-24T18:30:00Z', '2026-11-25T03:30:00Z'),
    interim: await answerAt('2026-11-25T06:00:00Z', '2026-11-25T07:40:00Z', {
      isInterim: true,
      promisedOn: '2026-11-27',
    }),
  };
  desk.server.setNow('2026-11-26T06:00:00Z');
  // Two want an answer and have none; one more comes in the answered talk, after the answer.
  await desk.comment({ postedAt: new Date('2026-11-26T05:00:00Z') });
  await desk.sort(await desk.comment({ postedAt: new Date('2026-11-26T05:00:00Z') }));
  const again = makePost({
    id: 'again',
    authorId: 'author-1',
    text: 'А когда дадут воду?',
    postedAt: new Date('2026-11-26T05:30:00Z'),
  });
  await deliverEvent(desk.server, desk.page, readingOf('again', { fact: 'seen', post: again }));
  await desk.server.drain();
  // No comment that wants an answer: one dismissed, one made a case.
  const spam = await desk.comment();
  await desk.server.call(
    dismissIncident,
    { params: { id: spam.id }, body: { version: spam.version, reason: 'spam', note: '' } },
    desk.operator,
  );
  const work = await desk.sort(await desk.comment());
  await desk.server.call(
    convertIncident,
    { params: { id: work.id }, body: { version: work.version } },
    desk.operator,
  );
  await desk.server.drain();
}, 120_000);
afterAll(() => desk.server.close());

describe('К7', () => {
  it('медиана первых ответов, рядом — в часы дежурства; промежуточный ответ первый тоже', async () => {
    const { value, parts, cases, lacks } = await indicator('K7');
    expect([value, cases, lacks]).toEqual([100, 3, null]);
    expect(Object.fromEntries(parts.map(({ key, value: part }) => [key, part]))).toEqual({
      watched: 30,
      percentile: 100,
      answers: 3,
    });
  });

  it('открывает ровно эти инциденты, по срезу и по каналу', async () => {
    const told = tellList('K7', week);
    const { quick, night, interim } = cards;
    const all = [quick, night, interim].map(({ number }) => number).toSorted();
    expect(await listed(told)).toEqual(all);
    expect(await listed(told, { unit: desk.unitId })).toEqual(all);
    expect(await listed(told, { unit: 'none' })).toEqual([]);
    expect(await listed(told, { channel: 'social_post' })).toEqual([]);
    expect(await listed(`${told}:${desk.page.id}`)).toEqual(all);
    expect(await listed(tellList('K7', { from: '2026-11-24', to: '2026-11-24' }))).toEqual([quick.number]);
    expect((await indicator('K7', { channel: 'pos' })).value).toBe(null);
    expect((await indicator('K7', { unitId: 'none' })).cases).toBe(0);
    expect((await indicator('K7')).listed).toEqual({ all: 3, own: 3 });
  });
});

describe('К18', () => {
  it('доля комментариев без ответа в их разговоре: ни отклонённых, ни ставших делом', async () => {
    const { value, parts, cases } = await indicator('K18');
    const comments = parts.find(({ key }) => key === 'comments')!.value!;
    const { rows } = await desk.server.app.pool.query(
      `SELECT count(*)::int AS all, count(*) FILTER (WHERE answered_at IS NULL)::int AS unanswered FROM incidents.v_comment`,
    );
    expect([comments, cases]).toEqual([rows[0].all, rows[0].unanswered]);
    expect([comments, cases]).toEqual([6, 3]);
    expect(value).toBe(1 / 2);
  });

  it('открывает инциденты, где комментарий ждёт', async () => {
    const numbers = await listed(tellList('K18', week));
    expect(numbers).toHaveLength(3);
    expect(numbers).toContain(cards.quick.number);
    expect(numbers).not.toContain(cards.night.number);
  });
});

describe('ответы в соцсетях', () => {
  it('по страницам, исполнителям, блокам и территориям: суммы строк — числа показателей, списки — той же длины', async () => {
    for (const by of ['page', 'unit', 'block', 'district'] satisfies NetworkSide[]) {
      const reply = await desk.server.call(listNetworkAnswers, { query: { ...week, by } }, desk.chair);
      const sum = (of: (line: (typeof reply.lines)[number]) => number) =>
        reply.lines.reduce((all, line) => all + of(line), 0);
      expect([sum(({ answers }) => answers), reply.whole.answers]).toEqual([3, 3]);
      expect([sum(({ comments }) => comments), reply.whole.unanswered]).toEqual([6, 3]);
      expect(reply.whole).toMatchObject({ median: 100, listed: { K7: { all: 3 }, K18: { all: 3 } } });
      for (const line of reply.lines) {
        const told = (id: 'K7' | 'K18') => tellList(id, week, by === 'page' ? line.id : undefined);
        const slice = {
          ...(by === 'unit' && { unit: line.id }),
          ...(by === 'block' && { block: line.id }),
          ...(by === 'district' && { district: line.id }),
        };
        expect(await listed(told('K7'), slice)).toHaveLength(line.listed!.K7.all);
        expect(await listed(told('K18'), slice)).toHaveLength(line.listed!.K18.all);
      }
    }
  });

  it('стоят рядом с каналами: равенство видно', async () => {
    const { lines, whole } = await desk.server.call(
      listPerformance,
      { query: { ...week, by: 'channel' } },
      desk.chair,
    );
    const line = lines.find(({ id }) => id === 'social_comment')!;
    expect(line.figures.social).toMatchObject({
      value: 100 / 60,
      of: 3,
      cases: 3,
      listed: { all: 3, own: 3 },
    });
    expect(whole.figures.social.of).toBe(3);
  });

  it('исполнителю видны свои, члену группы — числа без списков', async () => {
    const executor = await signInAs(desk.server, 'executor');
    expect((await indicator('K7', {}, executor)).listed).toEqual({ all: 3, own: 0 });
    const member = await signInAs(desk.server, 'member');
    expect(await indicator('K7', {}, member)).toMatchObject({ value: 100, listed: null });
  });

  it('уходят файлом', async () => {
    const { statusCode, rawPayload } = await desk.server.inject({
      url: `${exportNetworkAnswers.path}?from=${week.from}&to=${week.to}&by=page&format=csv`,
      headers: { cookie: desk.chair },
    });
    expect(statusCode).toBe(200);
    expect(rawPayload.toString('utf8')).toContain('Администрация');
  });
});

it('открытый источник не начинает срока 59-ФЗ', async () => {
  const { rows } = await desk.server.app.pool.query(
    `SELECT file.regime, array_agg(DISTINCT clock.rule_id) AS rules FROM cases.case_file AS file
     JOIN cases.clock ON clock.case_id = file.id GROUP BY file.id, file.regime`,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].regime).toBe('open_source');
  expect(rows[0].rules.join()).not.toMatch(/59/u);
});

it('отказывает в числе, которого нет, и в периоде наоборот', async () => {
  for (const told of ['K1:2026-11-01:2026-11-02', 'received:2026-11-01', 'K7:2026-13-01:2026-11-02', 'open'])
    expect((await desk.server.fail(listIncidents, { query: { told } }, desk.chair)).status).toBe(400);
  const turned = { told: 'received:2026-11-02:2026-11-01' };
  expect((await desk.server.fail(listIncidents, { query: turned }, desk.chair)).status).toBe(400);
});

describe('what everybody is told of networks', () => {
  it('is counted of the month by the same first answers and comments; of a month before any was read there is nothing', async () => {
    const count = (from: string, to: string) =>
      asSystem(desk.server, (ctx) => countNetworkMonth(ctx, { from: new Date(from), to: new Date(to) }));
    const month = await count('2026-10-31T19:00:00Z', '2026-11-30T19:00:00Z');
    // 20 minutes, nine hours, 100 minutes.
    expect(month).toEqual({ answers: 3, hours: 11, comments: 6, unanswered: 3 });
    // Before the second answer had come.
    expect(await count('2026-10-31T19:00:00Z', '2026-11-25T03:00:00Z')).toEqual({
      answers: 1,
      hours: expect.closeTo(1 / 3),
      comments: 2,
      unanswered: 1,
    });
    expect(await count('2026-09-30T19:00:00Z', '2026-10-31T19:00:00Z')).toBeNull();
  });
});
