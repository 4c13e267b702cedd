import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as remarks from '../../../../shared/contract/participation/discussion-remarks.ts';
import * as open from '../../../../shared/contract/participation/discussions-open.ts';
import {
  AFTER,
  type DiscussionDesk,
  hearingBody,
  openDiscussionDesk,
} from '../../../../tests/support/participation/discussion-desk.ts';
import { signInKnown } from '../../../../tests/support/participation/poll-desk.ts';

let desk: DiscussionDesk;
let server: DiscussionDesk['server'];
let anna: string;
let boris: string;
beforeAll(async () => {
  desk = await openDiscussionDesk();
  ({ server } = desk);
  anna = await signInKnown(server, 'anna@demo.invalid');
  boris = await signInKnown(server, '+79120000002');
});
afterAll(() => server.close());

const refusePropose = (id: string, cookie: string | undefined, given: object = {}) =>
  server.fail(
    open.proposeRemark,
    { params: { id }, body: { clientKey: randomUUID(), text: 'Шире', ...given } } as never,
    cookie,
  );
const listed = async (id: string, cookie?: string) =>
  (await server.call(open.listOpenRemarks, { params: { id }, query: {} }, cookie)).items;
const judge = (remark: { id: string; version: number }, isReleased: boolean, reason = '') => ({
  params: { id: remark.id },
  body: { version: remark.version, isReleased, reason },
});

describe('proposing', () => {
  test('is seen at once by its author, and by everybody once let out, without names and numbers', async () => {
    const { id } = await desk.open();
    const text = 'Сделайте шире. Звоните: 8 912 345-67-89, Кравцов И.П.';
    const own = await desk.propose(id, anna, { paragraphId: 'p2', text, wording: 'шириной три метра' });
    expect(own).toMatchObject({ number: 1, shown: 'waiting', text });
    expect((await server.call(open.readOpenDiscussion, { params: { id } }, anna)).mine).toMatchObject({
      level: 'social',
      remarks: [{ text }],
    });
    expect((await server.call(open.readOpenDiscussion, { params: { id } }, boris)).mine.remarks).toEqual([]);
    expect(await listed(id)).toEqual([]);
    const [waiting] = await desk.list(id, 'waiting');
    expect(waiting!.text).toBe(text);
    expect(waiting!.shownText).not.toContain('345-67-89');
    await server.call(remarks.judgeRemark, judge(waiting!, true), desk.editor);
    const [told] = await listed(id, anna);
    expect(told).toMatchObject({ number: 1, isMine: true, wording: 'шириной три метра', answer: null });
    expect(told!.text).toBe(waiting!.shownText);
    expect(told!.text).not.toMatch(/Кравцов|345-67-89/u);
    // Whoever only reads has the same masked words.
    const [read] = await desk.list(id, 'all', desk.approver);
    expect(read!.text).not.toContain('345-67-89');
    const page = await server.call(open.readOpenDiscussion, { params: { id } });
    expect(page.paragraphs.map((one) => one.remarks)).toEqual([0, 1]);
  });

  test('what is hidden says why in its place', async () => {
    const { id } = await desk.open();
    await desk.propose(id, anna);
    const [waiting] = await desk.list(id, 'waiting');
    expect(await server.fail(remarks.judgeRemark, judge(waiting!, false), desk.editor)).toMatchObject({
      fields: { reason: expect.any(String) },
    });
    await server.call(remarks.judgeRemark, judge(waiting!, false, 'брань'), desk.editor);
    expect(await listed(id)).toMatchObject([{ text: '', hiddenReason: 'брань' }]);
    expect(await server.fail(remarks.judgeRemark, judge(waiting!, true), desk.editor)).toMatchObject({
      code: 'lib.changed-meanwhile',
    });
  });

  test('is for whom the discussion asks, and says what to do to others', async () => {
    const { id } = await desk.open({ level: 'phone' });
    expect(await refusePropose(id, undefined)).toMatchObject({ status: 401 });
    expect(await refusePropose(id, desk.editor)).toMatchObject({ status: 403 });
    expect(await refusePropose(id, anna)).toMatchObject({
      code: 'identity.level-too-low',
      detail: expect.stringContaining('по коду из SMS'),
      details: { level: 'phone' },
    });
    expect(await refusePropose(id, boris, { paragraphId: 'p9' })).toMatchObject({
      fields: { paragraphId: expect.any(String) },
    });
    expect(await refusePropose(id, boris, { text: '!!!' })).toMatchObject({ status: 400 });
    expect(await refusePropose(randomUUID(), boris)).toMatchObject({ status: 404 });
    await desk.propose(id, boris);
    server.setNow(AFTER);
    // By the clock it is over before the job comes.
    expect(await refusePropose(id, boris)).toMatchObject({
      status: 409,
      detail: expect.stringContaining('уже завершено'),
    });
  });

  test('sent again is the same; of the key of another nothing is told', async () => {
    const { id } = await desk.open();
    const clientKey = randomUUID();
    const sends = await Promise.all([1, 2, 3].map(() => desk.propose(id, anna, { clientKey })));
    expect(new Set(sends.map((one) => one.id)).size).toBe(1);
    expect(await refusePropose(id, boris, { clientKey })).toMatchObject({ status: 409 });
    const many = await Promise.all([1, 2, 3, 4].map(() => desk.propose(id, boris)));
    expect(many.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5]);
  });

  test('support is one of a person, never of one’s own or of what is not shown', async () => {
    const { id } = await desk.open();
    const own = await desk.propose(id, anna);
    const support = (isOn: boolean) => ({ params: { id: own.id }, body: { isOn } });
    expect(await server.fail(open.supportRemark, support(true), boris)).toMatchObject({ status: 404 });
    const [waiting] = await desk.list(id, 'waiting');
    await server.call(remarks.judgeRemark, judge(waiting!, true), desk.editor);
    expect(await server.fail(open.supportRemark, support(true), anna)).toMatchObject({ status: 409 });
    expect(await server.fail(open.supportRemark, support(true))).toMatchObject({ status: 401 });
    for (let time = 0; time < 2; time += 1)
      expect(await server.call(open.supportRemark, support(true), boris)).toEqual({
        isSupported: true,
        supports: 1,
      });
    expect(await listed(id, boris)).toMatchObject([{ supports: 1, isSupported: true, isMine: false }]);
    expect(await server.call(open.supportRemark, support(false), boris)).toMatchObject({ supports: 0 });
    await desk.come(AFTER);
    expect(await server.fail(open.supportRemark, support(true), boris)).toMatchObject({ status: 409 });
  });
});

describe('what comes on paper', () => {
  const paper = (given: object = {}) => ({
    clientKey: randomUUID(),
    source: 'paper',
    saidOn: '2026-11-14',
    text: 'Оставьте детскую площадку на месте',
    ...given,
  });
  const enter = (id: string, given: object = {}) =>
    server.call(remarks.enterRemark, { params: { id }, body: paper(given) } as never, desk.editor);
  const refuse = (id: string, given: object) =>
    server.fail(remarks.enterRemark, { params: { id }, body: paper(given) } as never, desk.editor);

  test('is entered with its source, its day and who entered it; the author only by consent, opened for a reason', async () => {
    const { id } = await desk.open(hearingBody());
    const author = { name: 'Пётр Вымышленный', address: 'ул. Мира, 2', email: 'petr@demo.invalid' };
    expect(await refuse(id, { author })).toMatchObject({
      fields: { 'author.hasConsent': expect.any(String) },
    });
    expect(await refuse(id, { author: { hasConsent: true } })).toMatchObject({
      fields: { 'author.name': expect.any(String) },
    });
    const clientKey = randomUUID();
    const entered = await enter(id, { clientKey, author: { ...author, hasConsent: true } });
    expect(entered).toMatchObject({
      number: 1,
      source: 'paper',
      saidOn: '2026-11-14',
      enteredBy: expect.stringMatching(/./u),
      text: 'Оставьте детскую площадку на месте',
    });
    expect(JSON.stringify(entered)).not.toContain('Вымышленный');
    expect((await enter(id, { clientKey, author: { ...author, hasConsent: true } })).id).toBe(entered.id);
    expect(
      await server.fail(
        remarks.revealAuthor,
        { params: { id: entered.id }, body: { reason: 'да' } },
        desk.editor,
      ),
    ).toMatchObject({ status: 400 });
    expect(
      await server.call(
        remarks.revealAuthor,
        { params: { id: entered.id }, body: { reason: 'Уточнить адрес участка' } },
        desk.editor,
      ),
    ).toEqual({ name: author.name, address: author.address, contact: author.email });
    const { rows } = await server.app.pool.query<{ payload: string }>(
      "SELECT payload::text FROM audit.record WHERE payload::text LIKE '%discussions.reveal-author%'",
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]!.payload).toContain('Уточнить адрес участка');
    expect(rows[0]!.payload).not.toContain('Вымышленный');
    expect(await enter(id, { source: 'meeting', saidOn: '2026-11-16' })).toMatchObject({ source: 'meeting' });
  });

  test('is of the days it is taken in, and a meeting there is of hearings alone', async () => {
    const { id } = await desk.open();
    expect(await refuse(id, { saidOn: '2026-11-17' })).toMatchObject({
      fields: { saidOn: expect.stringContaining('ещё не наступил') },
    });
    expect(await refuse(id, { saidOn: '2026-11-01' })).toMatchObject({
      fields: { saidOn: expect.stringContaining('ещё не было объявлено') },
    });
    expect(await refuse(id, { source: 'meeting' })).toMatchObject({ fields: { source: expect.any(String) } });
    await desk.come('2026-12-03T04:00:00Z');
    expect(await refuse(id, { saidOn: '2026-12-03' })).toMatchObject({
      fields: { saidOn: expect.stringContaining('регистрируют обращением') },
    });
    await enter(id, { saidOn: '2026-11-30' });
    await desk.settle(id);
    await desk.move(await desk.read(id), 'finish');
    expect(await refuse(id, { saidOn: '2026-11-30' })).toMatchObject({ status: 409 });
  });
});
