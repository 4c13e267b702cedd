import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeIncident, restoreIncident } from '../../../../shared/contract/monitoring/incident-acts.ts';
import * as replies from '../../../../shared/contract/monitoring/incident-replies.ts';
import type { IncidentCard } from '../../../../shared/contract/monitoring/incidents.ts';
import type { IncidentDesk } from '../../../../tests/support/networks/incident-desk.ts';
import {
  type IncidentSteps,
  onReply,
  openIncidentSteps,
  touchOf,
} from '../../../../tests/support/networks/incident-story.ts';
import { deliverEvent, makePost, readingOf } from '../../../../tests/support/networks/told-network.ts';

/** Each act upon a reply with all that it changes of the incident, until it stands in the network and the talk goes on. */

let steps: IncidentSteps;
let desk: IncidentDesk;

beforeAll(async () => {
  steps = await openIncidentSteps();
  ({ desk } = steps);
});
afterAll(() => desk.server.close());

const said = '«Здравствуйте! Воду дадут сегодня к 18:00.»';

describe('a reply', () => {
  const anew = { text: 'Иначе', isInterim: false, promisedOn: null };
  let id: string;
  beforeAll(async () => {
    steps.at('09:00');
    ({ id } = await steps.ask({ authorId: 'talker', threadId: 'talk', parentId: 'talk' }));
    await steps.step('09:05', id, (card) => desk.sort(card));
  });
  const change = (card: IncidentCard, given: object) =>
    desk.server.call(
      replies.changeReply,
      onReply(card, { pageId: desk.page.id, as: 'draft' as const, ...anew, ...given }),
      desk.operator,
    );
  const approve = (card: IncidentCard) =>
    desk.server.call(replies.approveReply, onReply(card, {}), desk.chair);

  test('drafted and mended: whoever mends it last is its maker', async () => {
    expect(await steps.step('09:10', id, (card) => desk.draft(card, { as: 'draft' }))).toEqual({
      row: {},
      lines: [
        `reply draft made 09:10 ${said}`,
        'said Начат ответ',
        'journal incidents.draft-reply {"as": "draft", "reply": "#"}',
      ],
    });
    expect(await steps.step('09:11', id, (card) => change(card, {}))).toEqual({
      row: {},
      lines: [
        `- reply draft made 09:10 ${said}`,
        'reply draft made 09:11 «Иначе»',
        'said Ответ исправлен',
        'journal incidents.draft-reply {"as": "draft", "reply": "#"}',
      ],
    });
  });

  test('sent to be agreed, returned, sent again', async () => {
    expect(await steps.step('09:12', id, (card) => change(card, { as: 'approval' }))).toEqual({
      row: { status: 'approval' },
      lines: [
        '- reply draft made 09:11 «Иначе»',
        'reply approval made 09:12 «Иначе»',
        'said Ответ на согласовании',
        'journal incidents.draft-reply {"as": "approval", "reply": "#"}',
      ],
    });
    const refused = await desk.server.fail(
      replies.changeReply,
      onReply(await desk.read(id), { pageId: desk.page.id, as: 'draft' as const, ...anew }),
      desk.operator,
    );
    expect(refused).toMatchObject({
      code: 'lib.conflict',
      detail: expect.stringMatching(/черновик или возвращённый/u),
    });
    const back = { reason: 'Назовите улицу' };
    expect(
      await steps.step('09:13', id, (card) =>
        desk.server.call(replies.returnReply, onReply(card, back), desk.chair),
      ),
    ).toEqual({
      row: { status: 'sorted' },
      lines: [
        '- reply approval made 09:12 «Иначе»',
        'reply returned made 09:12 Назовите улицу «Иначе»',
        'said Ответ возвращён на доработку (Назовите улицу)',
        'journal incidents.return-reply {"reply": "#"}',
      ],
    });
    const interim = { isInterim: true, promisedOn: '2026-11-26', as: 'approval' };
    expect((await steps.step('09:14', id, (card) => change(card, interim))).lines).toContain(
      'reply approval interim 2026-11-26 made 09:14 Назовите улицу «Иначе»',
    );
  });

  test('agreed to, an interim one: the answer is given, the final one is due by the day that was promised', async () => {
    expect(await steps.step('09:15', id, approve)).toEqual({
      row: { status: 'interim', due_at: '26 18:59' },
      lines: [
        '- term answer incident-own-comment 09:00 → 25 08:00',
        '- reply approval interim 2026-11-26 made 09:14 Назовите улицу «Иначе»',
        'term answer incident-own-comment 09:00 → 25 08:00 ended 09:15',
        'term final incident-final 09:15 → 26 18:59',
        'reply published interim 2026-11-26 made 09:14 approved 09:15 published 09:15 «Иначе»',
        'said Дан промежуточный ответ (https://network.example/#)',
        'said Ответ согласован',
        'journal incidents.approve-reply {"reply": "#"}',
      ],
    });
  });

  test('agreed to, the final one: nothing is due any more', async () => {
    expect(await steps.step('09:20', id, (card) => desk.draft(card))).toEqual({
      row: { status: 'approval' },
      lines: [
        `reply approval made 09:20 ${said}`,
        'said Ответ на согласовании',
        'journal incidents.draft-reply {"as": "approval", "reply": "#"}',
      ],
    });
    expect(await steps.step('09:21', id, approve)).toEqual({
      row: { status: 'published', due_at: null },
      lines: [
        '- term final incident-final 09:15 → 26 18:59',
        `- reply approval made 09:20 ${said}`,
        'term final incident-final 09:15 → 26 18:59 ended 09:21',
        `reply published made 09:20 approved 09:21 published 09:21 ${said}`,
        'said Ответ опубликован (https://network.example/#)',
        'said Ответ согласован',
        'journal incidents.approve-reply {"reply": "#"}',
      ],
    });
  });

  test('answered by its author: a dialogue with its own term, which sorting does not change', async () => {
    const post = makePost({
      id: 'goes-on',
      authorId: 'talker',
      threadId: 'talk',
      parentId: 'talk',
      text: 'А свет?',
      postedAt: new Date('2026-11-24T09:24:00Z'),
    });
    expect(
      await steps.step('09:25', id, () =>
        deliverEvent(desk.server, desk.page, readingOf('goes-on', { fact: 'seen', post })),
      ),
    ).toEqual({
      row: { status: 'dialogue', due_at: '25 04:25', last_posted_at: '09:24' },
      lines: [
        'term follow-up incident-follow-up 09:25 → 25 04:25',
        'post goes-on продолжение разговора',
        'said Разговор продолжился',
      ],
    });
    const sorted = await steps.step('09:26', id, (card) => desk.sort(card, { unitId: desk.unitId }));
    expect(sorted.row).toEqual({ unit_id: desk.unitId });
    expect(sorted.lines.filter((line) => line.includes('term'))).toEqual([]);
  });

  test('closed after an answer: what it waited for is over; opened again it is a dialogue', async () => {
    expect(
      await steps.step('09:27', id, ({ version }) =>
        desk.server.call(
          closeIncident,
          { params: { id }, body: { version, reason: 'Всё сказали' } },
          desk.operator,
        ),
      ),
    ).toEqual({
      row: { status: 'closed', close_reason: 'Всё сказали', due_at: null },
      lines: [
        '- term follow-up incident-follow-up 09:25 → 25 04:25',
        'term follow-up incident-follow-up 09:25 → 25 04:25 ended 09:27',
        'said Закрыт (Всё сказали)',
        'journal incidents.close {}',
      ],
    });
    expect(
      await steps.step('09:28', id, (card) =>
        desk.server.call(restoreIncident, touchOf(card), desk.operator),
      ),
    ).toEqual({
      row: { status: 'dialogue', close_reason: null, due_at: '25 04:28' },
      lines: [
        'term follow-up incident-follow-up 09:28 → 25 04:28',
        'said Открыт снова',
        'journal incidents.restore {}',
      ],
    });
  });
});
