import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSigns, tellSigns } from '../../../../shared/contract/participation/poll-signs.ts';
import { answerPoll } from '../../../../shared/contract/participation/polls-open.ts';
import { OVER, openPollDesk, type PollDesk } from '../../../../tests/support/participation/poll-desk.ts';
import { flushPulse } from './note.ts';
import { signsJob } from './report.ts';

/** How people come is kept as sums that lead to nobody; a report is made of them when the poll is over, told only by decision, and erased. */

let desk: PollDesk;
let id: string;
const REPORTED = '2026-12-05T15:20:00.000Z';

beforeAll(async () => {
  desk = await openPollDesk();
  ({ id } = await desk.open());
});
afterAll(() => desk.server.close());

const rows = async (table: 'pulse' | 'pulse_net' | 'pulse_salt' | 'signs') =>
  (await desk.server.app.pool.query(`SELECT * FROM polls.${table} WHERE poll_id = $1`, [id])).rows;
const comeAt = async (at: string, cookie: string): Promise<void> => {
  desk.server.setNow(at);
  await desk.answer(id, cookie, { yard: ['titova'] });
};
const flush = () => flushPulse(desk.server.app.services);
const report = (cookie = desk.approver) => desk.server.call(readSigns, { params: { id } }, cookie);

describe('sums', () => {
  test('are written when their ten minutes are over, by nobody’s transaction', async () => {
    const [first, second, third] = await desk.residents(3);
    await comeAt('2026-11-26T04:01:00.000Z', first!);
    await comeAt('2026-11-26T04:09:00.000Z', second!);
    await flush();
    expect(await rows('pulse')).toEqual([]);
    await comeAt('2026-11-26T04:12:00.000Z', third!);
    await flush();
    expect(await rows('pulse')).toMatchObject([{ taken: 2, at: new Date('2026-11-26T04:00:00Z') }]);
    const [sum] = (await desk.server.asOwner(`SELECT xmin::text FROM polls.pulse WHERE poll_id = '${id}'`))
      .rows;
    const marks = await desk.server.asOwner(
      `SELECT xmin::text FROM polls.participant WHERE poll_id = '${id}' UNION SELECT xmin::text FROM polls.sheet WHERE poll_id = '${id}'`,
    );
    expect(marks.rows.map(({ xmin }) => xmin)).not.toContain(sum!.xmin);
  });

  test('the same answer sent again is one', async () => {
    const [one] = await desk.residents(1);
    desk.server.setNow('2026-11-26T04:31:00.000Z');
    const body = desk.answerOf({ yard: ['titova'] });
    for (let time = 0; time < 3; time += 1) await desk.server.call(answerPoll, { params: { id }, body }, one);
    desk.server.setNow('2026-11-26T04:41:00.000Z');
    await flush();
    expect((await rows('pulse')).map(({ taken }) => taken)).toEqual([2, 1, 1]);
  });

  test('hold no address and no person: a net by a name of this poll alone', async () => {
    const [net] = await rows('pulse_net');
    expect(net).toMatchObject({ taken: 4, hour: new Date('2026-11-26T04:00:00Z') });
    expect(JSON.stringify([await rows('pulse_net'), await rows('pulse')])).not.toMatch(/127\.0/u);
    expect(Object.keys(net!).toSorted()).toEqual(['hour', 'net', 'poll_id', 'taken']);
    expect(Object.keys((await rows('pulse'))[0]!).toSorted()).toEqual(['at', 'fresh', 'poll_id', 'taken']);
    const people = (await desk.db().selectFrom('polls.participant').selectAll().execute()).map(
      (row) => row.person_key,
    );
    expect(people).not.toContain(net!.net);
  });
});

describe('the report', () => {
  test('is made when the poll is over, and the nets are gone with their salt', async () => {
    expect(await report()).toMatchObject({ figures: null, erasedOn: null, told: null, can: [] });
    // A hundred and twenty at once, as sums alone.
    await desk.server.app.pool.query(
      "INSERT INTO polls.pulse (poll_id, at, taken, fresh) SELECT $1, '2026-11-27T09:00:00Z'::timestamptz + n * interval '1 hour', 3, 0 FROM generate_series(1, 100) n",
      [id],
    );
    await desk.server.app.pool.query(
      "INSERT INTO polls.pulse (poll_id, at, taken, fresh) VALUES ($1, '2026-11-28T10:30:00Z', 120, 0)",
      [id],
    );
    await desk.come(OVER);
    await desk.come(OVER, signsJob);
    expect(await rows('signs')).toEqual([]);
    await desk.come(REPORTED, signsJob);
    expect(await rows('pulse_net')).toEqual([]);
    expect(await rows('pulse_salt')).toEqual([]);
    const made = await report();
    expect(made).toMatchObject({
      erasedOn: '2027-01-04',
      can: ['tell'],
      figures: { noted: 424, signs: [{ kind: 'burst', count: 120, from: '2026-11-28T10:30:00.000Z' }] },
    });
    expect(made.figures?.signs[0]?.sentence).toMatch(/^С 28\.11 15:30 до 28\.11 15:40 пришли 120\sчеловек/u);
    // Few new contacts of a day are not told.
    expect(made.figures?.days[0]).toMatchObject({ day: '2026-11-26', taken: 4, fresh: null });
  });

  test('takes nothing off the count', async () => {
    expect((await desk.read(id)).figures?.participants).toBe(4);
  });

  test('is told to everybody by another person than the author, with a reason, once', async () => {
    const tell = { params: { id }, body: { reason: 'Об этом спрашивают жители' } };
    expect((await desk.server.fail(tellSigns, tell, desk.editor)).status).toBe(403);
    expect(await desk.server.fail(tellSigns, { ...tell, body: { reason: '' } }, desk.approver)).toMatchObject(
      { status: 400 },
    );
    expect(await desk.server.call(tellSigns, tell, desk.approver)).toMatchObject({
      told: { reason: 'Об этом спрашивают жители', sentences: [expect.stringContaining('всплеск')] },
      can: [],
    });
    expect((await desk.server.fail(tellSigns, tell, desk.approver)).detail).toContain('уже сказано');
    const counted = await desk.read(id);
    expect((await desk.shown(id)).signs).toBe(null);
    await desk.judge(counted, 'publish');
    expect((await desk.shown(id)).signs).toMatchObject({ reason: 'Об этом спрашивают жители' });
  });

  test('is erased on its day; what was told stays', async () => {
    await desk.come('2027-01-03T18:00:00.000Z', signsJob);
    expect((await report()).figures).not.toBe(null);
    await desk.come('2027-01-03T19:05:00.000Z', signsJob);
    expect(await report()).toMatchObject({ figures: null, told: { reason: 'Об этом спрашивают жители' } });
    expect(await rows('pulse')).toEqual([]);
  });
});
