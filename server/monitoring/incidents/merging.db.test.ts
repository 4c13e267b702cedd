import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as acts from '../../../shared/contract/monitoring/incident-acts.ts';
import type { IncidentDesk } from '../../../tests/support/networks/incident-desk.ts';
import {
  type IncidentSteps,
  openIncidentSteps,
  touchOf,
} from '../../../tests/support/networks/incident-story.ts';
import type { RecordChange } from '../../../tests/support/record-change.ts';

/** Two of one matter with all that changes of both: merged, taken back, made cases. */

let steps: IncidentSteps;
let desk: IncidentDesk;

beforeAll(async () => {
  steps = await openIncidentSteps();
  ({ desk } = steps);
});
afterAll(() => desk.server.close());

describe('one that is merged, split and made a case', () => {
  let one: string;
  let two: string;
  beforeAll(async () => {
    steps.at('09:40');
    ({ id: one } = await steps.ask({ text: 'Титова, 14: нет горячей воды второй день' }));
    const posted = { postedAt: new Date('2026-11-24T09:39:00Z') };
    ({ id: two } = await steps.ask({ text: 'Нет горячей воды на Титова, 14, когда дадут?', ...posted }));
  });

  test('merged: its posts go over and say why; its terms are none, those of the other go on', async () => {
    let from: RecordChange | undefined;
    const into = await steps.step('09:41', one, async () => {
      from = await steps.step('09:41', two, ({ version }) =>
        desk.server.call(
          acts.mergeIncident,
          { params: { id: two }, body: { version, intoId: one } },
          desk.operator,
        ),
      );
    });
    expect(from).toEqual({
      row: { status: 'merged', merged_into: one, due_at: null },
      lines: [
        '- term answer incident-high 09:40 → 13:40',
        '- term look incident-first-look 09:40 → 10:10',
        `- post a-2`,
        'term answer incident-high 09:40 → 13:40 ended 09:41 void',
        'term look incident-first-look 09:40 → 10:10 ended 09:41',
        `said Слит с № И-2026-11-0001 (одно место; одна тема)`,
        'journal incidents.merge {"into": "#", "posts": 1}',
      ],
    });
    expect(into).toEqual({
      row: { last_posted_at: '09:39' },
      lines: [
        `post a-2 came одно место; одна тема; слова: воды, горячей, титова`,
        `said Принял записи № И-2026-11-0002 (одно место; одна тема)`,
      ],
    });
  });

  test('taken back: its posts return as they were, and it waits for a look', async () => {
    let from: RecordChange | undefined;
    const into = await steps.step('09:42', one, async () => {
      from = await steps.step('09:42', two, (card) =>
        desk.server.call(acts.restoreIncident, touchOf(card), desk.operator),
      );
    });
    expect(from).toEqual({
      row: { status: 'captured', merged_into: null, due_at: '10:12' },
      lines: [
        'term look incident-first-look 09:42 → 10:12',
        `post a-2`,
        'said Возвращён в ленту',
        'journal incidents.restore {}',
      ],
    });
    expect(into).toEqual({
      row: {},
      lines: [
        `- post a-2 came одно место; одна тема; слова: воды, горячей, титова`,
        `said Записи вернулись в № И-2026-11-0002`,
      ],
    });
  });

  test('made a case', async () => {
    await steps.step('09:43', two, (card) => desk.sort(card));
    const change = await steps.step('09:44', two, (card) =>
      desk.server.call(acts.convertIncident, touchOf(card), desk.operator),
    );
    expect(change).toEqual({
      row: { status: 'converted', case_id: expect.any(String), case_number: '2026-11-0001', due_at: null },
      lines: [
        '- term answer incident-own-comment 09:43 → 25 09:43',
        'term answer incident-own-comment 09:43 → 25 09:43 ended 09:44 void',
        'said Стал делом № 2026-11-0001',
        'journal incidents.convert {"caseId": "#"}',
      ],
    });
  });

  test('made a case before anybody looked: the look it was', async () => {
    const change = await steps.step('09:45', one, (card) =>
      desk.server.call(acts.convertIncident, touchOf(card), desk.operator),
    );
    expect(change.lines.filter((line) => line.startsWith('term'))).toEqual([
      'term answer incident-high 09:40 → 13:40 ended 09:45 void',
      'term look incident-first-look 09:40 → 10:10 ended 09:45',
    ]);
  });
});
