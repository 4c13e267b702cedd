import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeIncident, restoreIncident } from '../../../../shared/contract/monitoring/incident-acts.ts';
import * as replies from '../../../../shared/contract/monitoring/incident-replies.ts';
import {
  type IncidentDesk,
  memberOf,
  openIncidentDesk,
} from '../../../../tests/support/networks/incident-desk.ts';
import { deliverEvent, makePost, readingOf } from '../../../../tests/support/networks/told-network.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { NetworkFailure } from '../../../base/networks/index.ts';

let desk: IncidentDesk;

beforeAll(async () => {
  desk = await openIncidentDesk();
});
afterAll(() => desk.server.close());

describe('an answer', () => {
  test('is let out by another than its author, stands under the post, and ends the term', async () => {
    const card = await desk.draft(await desk.sort(await desk.comment(), { unitId: desk.unitId }));
    expect(card).toMatchObject({ status: 'approval', replies: [{ state: 'approval' }] });
    const chairs = await desk.draft(
      await desk.sort(await desk.comment(), { unitId: desk.unitId }),
      {},
      desk.chair,
    );
    expect(
      (
        await desk.server.fail(
          replies.approveReply,
          { params: { id: chairs.id, reply: chairs.replies[0]!.id }, body: { version: chairs.version } },
          desk.chair,
        )
      ).detail,
    ).toMatch(/другой человек/u);
    await desk.approve(card);
    await desk.server.drain();
    const answered = await desk.read(card.id);
    expect(answered).toMatchObject({
      status: 'published',
      replies: [{ state: 'published', publishedUrl: expect.stringMatching(/^https/u) }],
    });
    expect(answered.terms.find(({ kind }) => kind === 'answer')).toMatchObject({ isBroken: false });
    expect(desk.network.said.at(-1)).toMatchObject({ page: '-1', to: { kind: 'comment' } });
  });

  test('goes on as a dialogue when its author writes again, with four working hours', async () => {
    const card = await desk.approve(
      await desk.draft(await desk.sort(await desk.comment({ authorId: 'talker', threadId: 'post-9' }))),
    );
    await desk.server.drain();
    const goOn = async (id: string) => {
      const text = 'Спасибо! А отопление?';
      const post = makePost({ id, authorId: 'talker', threadId: 'post-9', text });
      await deliverEvent(desk.server, desk.page, readingOf(id, { fact: 'seen', post }));
      await desk.server.drain();
    };
    await goOn('next-word');
    const dialogue = await desk.read(card.id);
    expect(dialogue).toMatchObject({ status: 'dialogue', posts: 2 });
    expect(dialogue.term).toMatchObject({ kind: 'follow-up', dueAt: '2026-11-24T13:00:00.000Z' });
    const close = { params: { id: card.id }, body: { version: dialogue.version, reason: 'Всё сказали' } };
    const closed = await desk.server.call(closeIncident, close, desk.operator);
    desk.server.setNow('2026-11-24T09:05:00Z');
    const restore = { params: { id: card.id }, body: { version: closed.version } };
    const open = await desk.server.call(restoreIncident, restore, desk.operator);
    expect(open).toMatchObject({ status: 'dialogue', closeReason: null });
    const again = { params: { id: card.id }, body: { version: open.version, reason: 'Всё сказали' } };
    await desk.server.call(closeIncident, again, desk.operator);
    desk.server.setNow('2026-11-24T09:10:00Z');
    await goOn('one-more-word');
    expect(await desk.read(card.id)).toMatchObject({ status: 'dialogue', posts: 3, closeReason: null });
    desk.server.setNow('2026-11-24T09:00:00Z');
  });

  test('whose fate nobody knows goes to a person and is never said twice', async () => {
    const card = await desk.draft(await desk.sort(await desk.comment()));
    desk.network.isBlind = true;
    desk.network.fail.next = {
      when: 'after',
      failure: new NetworkFailure('unknown', 'Ответ сети не получен'),
    };
    const said = desk.network.said.length;
    await desk.approve(card);
    await desk.server.drain();
    await desk.server.drain();
    const lost = await desk.read(card.id);
    expect(lost.replies[0]).toMatchObject({ state: 'unknown', can: ['settle'] });
    expect(desk.network.said.length).toBe(said + 1);
    await desk.server.call(
      replies.settleReply,
      {
        params: { id: card.id, reply: lost.replies[0]!.id },
        body: { version: lost.version, as: 'published', url: 'https://network.example/found' },
      },
      desk.operator,
    );
    await desk.server.drain();
    expect(await desk.read(card.id)).toMatchObject({
      status: 'published',
      replies: [{ state: 'published', publishedUrl: 'https://network.example/found' }],
    });
    expect(desk.network.said.length).toBe(said + 1);
    desk.network.isBlind = false;
  });

  test('that the network refuses gives way to other words, and is not said beside them', async () => {
    const card = await desk.draft(await desk.sort(await desk.comment()));
    desk.network.fail.next = {
      when: 'before',
      failure: new NetworkFailure('refused', 'Текст отклонён сетью'),
    };
    await desk.approve(card);
    await desk.server.drain();
    const failed = await desk.read(card.id);
    expect(failed).toMatchObject({ status: 'sorted', replies: [{ state: 'failed', can: ['settle'] }] });
    const anew = await desk.draft(failed, { text: 'Другими словами: воду дадут к 18:00.' });
    expect(anew).toMatchObject({ status: 'approval' });
    const again = await desk.server.fail(
      replies.settleReply,
      {
        params: { id: card.id, reply: failed.replies[0]!.id },
        body: { version: anew.version, as: 'again' },
      },
      desk.operator,
    );
    expect(again.detail).toMatch(/Ответ уже пишут/u);
    await desk.approve(anew);
    await desk.server.drain();
    expect((await desk.read(card.id)).status).toBe('published');
  });

  test('let out urgently by its author alone says why, and waits for another to look', async () => {
    const card = await desk.sort(await desk.comment());
    const refused = await desk.server.fail(
      replies.draftReply,
      {
        params: { id: card.id },
        body: {
          version: card.version,
          postId: memberOf(card).id,
          pageId: desk.page.id,
          text: 'Осторожно, провод!',
          as: 'urgent',
        },
      },
      desk.operator,
    );
    expect(refused.fields).toHaveProperty('urgentReason');
    await desk.draft(card, { as: 'urgent', urgentReason: 'Ночь, оборван провод' });
    await desk.server.drain();
    const out = await desk.read(card.id, desk.chair);
    expect(out.replies[0]).toMatchObject({ state: 'published', isUrgent: true, can: ['review'] });
    const reviewed = await desk.server.call(
      replies.reviewReply,
      { params: { id: card.id, reply: out.replies[0]!.id }, body: { version: out.version } },
      desk.chair,
    );
    expect(reviewed.replies[0]?.reviewedBy).toBeTruthy();
  });

  test('that is interim names a day, and the final one is due by it', async () => {
    const card = await desk.sort(await desk.comment());
    await desk.approve(await desk.draft(card, { isInterim: true, promisedOn: '2026-11-27' }));
    await desk.server.drain();
    const interim = await desk.read(card.id);
    expect(interim).toMatchObject({
      status: 'interim',
      term: { kind: 'final', dueAt: '2026-11-27T18:59:59.000Z' },
    });
    // Answered in the end, and promised anew: what was promised before stays as it was.
    desk.server.setNow('2026-11-24T09:10:00Z');
    await desk.approve(await desk.draft(interim));
    await desk.server.drain();
    desk.server.setNow('2026-11-24T09:20:00Z');
    const again = { isInterim: true, promisedOn: '2026-11-24' };
    await desk.approve(await desk.draft(await desk.read(card.id), again));
    await desk.server.drain();
    desk.server.setNow('2026-11-24T09:00:00Z');
    const finals = (await desk.read(card.id)).terms.filter(({ kind }) => kind === 'final');
    expect(finals.map(({ dueAt }) => dueAt)).toEqual([
      '2026-11-27T18:59:59.000Z',
      '2026-11-24T18:59:59.000Z',
    ]);
  });

  test.each([
    ['longer than the network takes', { text: 'а'.repeat(1001) }, 'text'],
    ['interim without a day', { isInterim: true }, 'promisedOn'],
    ['interim by a day that is over', { isInterim: true, promisedOn: '2026-11-23' }, 'promisedOn'],
    ['with a day that is not interim', { promisedOn: '2026-11-27' }, 'promisedOn'],
    ['under a post of another incident', { postId: '00000000-0000-4000-8000-000000000000' }, 'postId'],
    ['by a page that is none', { pageId: '00000000-0000-4000-8000-000000000000' }, 'pageId'],
  ])('%s is refused', async (_, given, field) => {
    const card = await desk.sort(await desk.comment());
    const problem = await desk.server.fail(
      replies.draftReply,
      {
        params: { id: card.id },
        body: {
          version: card.version,
          postId: memberOf(card).id,
          pageId: desk.page.id,
          text: 'Ответ',
          ...given,
        },
      },
      desk.operator,
    );
    expect(Object.keys(problem.fields ?? {})).toContain(field);
  });

  test("begins with a template of the office: place, term and topic are the incident's own, no name is put in", async () => {
    desk.server.setNow('2026-11-24T09:00:00Z');
    const seen = await desk.comment({ text: 'Яма на дороге', threadId: 'pit', parentId: 'pit' });
    const card = await desk.sort(seen, { factId: 'roads.pavement.pothole' });
    const read = async (id: string) =>
      (await desk.server.call(replies.listReadyAnswers, { params: { id } }, desk.operator)).answers;
    const answers = await read(card.id);
    expect(answers[0]).toMatchObject({ title: 'Яма заделана', isOfTopic: true });
    expect(answers[0]?.text).toMatch(/^Здравствуйте! Яму по адресу: .*Титова, 14 заделали … числа/u);
    expect(answers.map(({ isOfTopic }) => isOfTopic)).toContain(false);
    expect(answers.map(({ text }) => text).join()).not.toMatch(/[{}]/u);
    // Before it is sorted there is no topic and no place: what is not known stays a blank.
    const raw = await desk.comment({ text: 'Непонятное', threadId: 'what', parentId: 'what' });
    const general = (await read(raw.id)).find(({ title }) => title === 'Сделано');
    expect(general?.text).toMatch(/^Здравствуйте! Работы … выполнены/u);
    const { fail } = desk.server;
    const executor = await signInAs(desk.server, 'executor');
    const foreign = await fail(replies.listReadyAnswers, { params: { id: card.id } }, executor);
    expect(foreign.code).toBe('lib.not-found');
  });

  test('with a blank stays a draft: nobody is asked to let it out, and it is not let out urgently', async () => {
    const card = await desk.sort(await desk.comment(), { unitId: desk.unitId });
    const text = 'Здравствуйте! Яму заделают … числа.';
    const { call, fail } = desk.server;
    const body = { version: card.version, postId: memberOf(card).id, pageId: desk.page.id, text };
    const params = { id: card.id };
    for (const given of [{ as: 'approval' }, { as: 'urgent', urgentReason: 'Ждать нельзя' }] as const)
      expect(
        (await fail(replies.draftReply, { params, body: { ...body, ...given } }, desk.operator)).fields,
      ).toEqual({
        text: expect.stringMatching(/пропуски/u),
      });
    const draft = await desk.draft(card, { as: 'draft', text });
    const reply = draft.replies[0]!.id;
    const rest = { isInterim: false, promisedOn: null, as: 'approval' as const };
    const change = (said: string) => ({
      params: { id: card.id, reply },
      body: { version: draft.version, pageId: desk.page.id, text: said, ...rest },
    });
    expect((await fail(replies.changeReply, change(text), desk.operator)).fields).toHaveProperty('text');
    const filled = await call(replies.changeReply, change(text.replace('…', '25')), desk.operator);
    expect(filled.replies).toMatchObject([{ id: reply, state: 'approval' }]);
  });
});
