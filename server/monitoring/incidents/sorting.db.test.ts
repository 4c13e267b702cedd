import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as acts from '../../../shared/contract/monitoring/incident-acts.ts';
import { readIncident } from '../../../shared/contract/monitoring/incidents.ts';
import type { IncidentDesk } from '../../../tests/support/networks/incident-desk.ts';
import {
  type IncidentSteps,
  openIncidentSteps,
  touchOf,
} from '../../../tests/support/networks/incident-story.ts';
import { makeUnit } from '../../../tests/support/site/cases.ts';
import { signInStaff } from '../../../tests/support/site/sign-in.ts';

/** Each act upon an incident with all that it changes: its columns, terms, posts, replies, history and journal. */

let steps: IncidentSteps;
let desk: IncidentDesk;

beforeAll(async () => {
  steps = await openIncidentSteps();
  ({ desk } = steps);
});
afterAll(() => desk.server.close());

describe('one that is sorted, refused and sorted again', () => {
  let id: string;
  beforeAll(async () => {
    steps.at('09:00');
    ({ id } = await steps.ask());
  });

  test('sorted: whose, where, how urgent; the look is over, the answer has another term from the same beginning', async () => {
    const change = await steps.step('09:05', id, (card) =>
      desk.sort(card, { unitId: desk.unitId, factId: 'roads.pavement.pothole', importance: 'high' }),
    );
    expect(change).toEqual({
      row: {
        status: 'sent',
        block: 'roads',
        fact_id: 'roads.pavement.pothole',
        unit_id: desk.unitId,
        importance: 'high',
        address: 'ул. Титова, 14',
        house: '14',
        h3: '8910dc0ca77ffff',
        lat: 56.36827,
        lon: 61.966608,
        due_at: '13:00',
      },
      lines: [
        '- term answer incident-own-comment 09:00 → 25 08:00',
        '- term look incident-first-look 09:00 → 09:30',
        'term answer incident-high 09:00 → 13:00',
        'term look incident-first-look 09:00 → 09:30 ended 09:05',
        'said Разобран и направлен: Дорожная служба (яма, важность высокая)',
        'journal incidents.sort {"factId": "roads.pavement.pothole", "unitId": "#", "importance": "high"}',
      ],
    });
  });

  test('taken', async () => {
    const change = await steps.step('09:06', id, (card) =>
      desk.server.call(acts.takeIncident, touchOf(card), desk.operator),
    );
    expect(change).toEqual({
      row: { status: 'accepted' },
      lines: ['said Принят в работу', 'journal incidents.take {}'],
    });
  });

  test('refused: somebody looks again, and the term to answer runs on', async () => {
    const change = await steps.step('09:07', id, ({ version }) =>
      desk.server.call(
        acts.refuseIncident,
        { params: { id }, body: { version, ground: 'Это водоканал' } },
        desk.operator,
      ),
    );
    expect(change).toEqual({
      row: { status: 'refused', refusal: 'Это водоканал', unit_id: null, due_at: '09:37' },
      lines: [
        'term look incident-first-look 09:07 → 09:37',
        'said Возвращён (Это водоканал)',
        'journal incidents.refuse {}',
      ],
    });
  });

  test('refused by whoever it was sent to: they see how they left it, once, and no more', async () => {
    const { call, fail } = desk.server;
    const { cookie } = await signInStaff(desk.server, 'executor', { unitId: desk.unitId, slug: 'roads' });
    steps.at('09:00');
    const card = await desk.sort(await steps.ask(), { unitId: desk.unitId });
    const body = { version: card.version, ground: 'Это водоканал' };
    const left = await call(acts.refuseIncident, { params: { id: card.id }, body }, cookie);
    expect(left).toMatchObject({ id: card.id, status: 'refused' });
    expect((await fail(readIncident, { params: { id: card.id } }, cookie)).code).toBe('lib.not-found');
  });

  test('sorted again, by nobody and nowhere: what was refused is forgotten', async () => {
    const change = await steps.step('09:08', id, (card) =>
      desk.sort(card, { factId: 'roads.pavement.pothole', importance: 'low', place: null }),
    );
    expect(change).toEqual({
      row: {
        status: 'sorted',
        refusal: null,
        importance: 'low',
        due_at: '25 08:00',
        address: null,
        street_id: null,
        house: null,
        district_id: null,
        lat: null,
        lon: null,
        h3: null,
        precision: 'none',
      },
      lines: [
        '- term answer incident-high 09:00 → 13:00',
        '- term look incident-first-look 09:07 → 09:37',
        'term answer incident-own-comment 09:00 → 25 08:00',
        'term look incident-first-look 09:07 → 09:37 ended 09:08',
        'said Разобран (яма, важность низкая)',
        'journal incidents.sort {"factId": "roads.pavement.pothole", "unitId": null, "importance": "low"}',
      ],
    });
  });

  test('sorted once more, when the term has passed: one that is broken stays broken', async () => {
    steps.at('09:00');
    const { id: late } = await steps.ask();
    await steps.step('09:10', late, (card) => desk.sort(card, { importance: 'high' }));
    const change = await steps.step('13:01', late, (card) => desk.sort(card, { importance: 'low' }));
    expect(change.row).toEqual({ importance: 'low' });
    expect(change.lines.filter((line) => line.includes('term'))).toEqual([]);
  });
});

describe('one that is dismissed, closed and brought back', () => {
  let id: string;
  beforeAll(async () => {
    steps.at('09:00');
    ({ id } = await steps.ask());
  });

  test('dismissed: a look it was, an answer it was not', async () => {
    const change = await steps.step('09:30', id, ({ version }) =>
      desk.server.call(
        acts.dismissIncident,
        { params: { id }, body: { version, reason: 'opinion', note: 'не о городе' } },
        desk.operator,
      ),
    );
    expect(change).toEqual({
      row: { status: 'dismissed', dismiss_reason: 'opinion', due_at: null },
      lines: [
        '- term answer incident-own-comment 09:00 → 25 08:00',
        '- term look incident-first-look 09:00 → 09:30',
        'term answer incident-own-comment 09:00 → 25 08:00 ended 09:30 void',
        'term look incident-first-look 09:00 → 09:30 ended 09:30',
        'said Отклонён: только мнение (не о городе)',
        'journal incidents.dismiss {"reason": "opinion"}',
      ],
    });
  });

  test('brought back: looked at anew, whatever words of others are gone', async () => {
    const { id: other } = await steps.ask();
    const forget = (incident: string) =>
      desk.server.asOwner(
        `UPDATE posts.post SET forgotten_at = now() WHERE id IN (SELECT post_id FROM incidents.member WHERE incident_id = '${incident}')`,
      );
    await forget(other);
    const change = await steps.step('09:31', id, (card) =>
      desk.server.call(acts.restoreIncident, touchOf(card), desk.operator),
    );
    expect(change).toEqual({
      row: { status: 'captured', dismiss_reason: null, due_at: '10:01' },
      lines: [
        'term look incident-first-look 09:31 → 10:01',
        'said Возвращён в ленту',
        'journal incidents.restore {}',
      ],
    });
  });

  test('not brought back once its own words are gone', async () => {
    const { id: gone, version } = await steps.ask();
    const dismiss = { params: { id: gone }, body: { version, reason: 'opinion' as const } };
    const card = await desk.server.call(acts.dismissIncident, dismiss, desk.operator);
    await desk.server.asOwner(
      `UPDATE posts.post SET forgotten_at = now() WHERE id IN (SELECT post_id FROM incidents.member WHERE incident_id = '${gone}')`,
    );
    const refused = await desk.server.fail(acts.restoreIncident, touchOf(card), desk.operator);
    expect(refused).toMatchObject({ code: 'lib.conflict', detail: expect.stringMatching(/сроку хранения/u) });
  });

  test('sent to a unit that works no more, or to none, is refused', async () => {
    const card = await steps.ask();
    const idle = await makeUnit(desk.server, 'Бывшая служба', 'roads-service');
    await desk.server.asOwner(`UPDATE identity.unit SET is_active = false WHERE id = '${idle}'`);
    for (const unitId of [idle, '00000000-0000-4000-8000-000000000000'])
      await expect(desk.sort(card, { unitId })).rejects.toThrow(/Такого подразделения нет/u);
  });

  test('closed with a word to nobody: its term is not kept by that, and goes on anew when it is opened', async () => {
    await steps.step('09:32', id, (card) => desk.sort(card, { unitId: desk.unitId }));
    await steps.step('09:33', id, (card) =>
      desk.server.call(acts.takeIncident, touchOf(card), desk.operator),
    );
    const close = await steps.step('09:34', id, ({ version }) =>
      desk.server.call(
        acts.closeIncident,
        { params: { id }, body: { version, reason: 'Позвонили' } },
        desk.operator,
      ),
    );
    expect(close).toEqual({
      row: { status: 'closed', close_reason: 'Позвонили', due_at: null },
      lines: [
        '- term answer incident-own-comment 09:32 → 25 09:32',
        'term answer incident-own-comment 09:32 → 25 09:32 ended 09:34 void',
        'said Закрыт (Позвонили)',
        'journal incidents.close {}',
      ],
    });
    const open = await steps.step('09:35', id, (card) =>
      desk.server.call(acts.restoreIncident, touchOf(card), desk.operator),
    );
    expect(open).toEqual({
      row: { status: 'accepted', close_reason: null, due_at: '25 09:35' },
      lines: [
        'term answer incident-own-comment 09:35 → 25 09:35',
        'said Открыт снова',
        'journal incidents.restore {}',
      ],
    });
  });
});
