import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../../server/lib/database/schema.gen.ts';
import type { PollState } from '../../../shared/contract/participation/polls.ts';
import { json, type Maker, type Things } from '../thing-kit.ts';
import { ballotMakers } from './ballot-things.ts';
import { discussionMakers } from './discussion-things.ts';
import { initiativeMakers } from './initiative-things.ts';
import { kioskMakers } from './kiosk-things.ts';
import { paperMakers } from './paper-things.ts';
import { widgetMakers } from './widget-things.ts';

const AT = '2026-11-20T01:40:00Z';

const questions = [
  {
    id: 'yard',
    kind: 'single',
    title: 'Какой двор обновить?',
    options: ['a', 'b'].map((id) => ({ id, title: `Двор ${id}` })),
  },
];
const fields = {
  kind: 'survey',
  title: 'Какой двор обновить?',
  matter: 'двор',
  outcome: 'Совет администрации',
  afterwards: 'Опубликуем итог',
  resultBy: '2100-01-20',
  opensAt: '2026-11-20T05:00:00Z',
  closesAt: '2100-01-01T05:00:00Z',
  audience: { minAge: null, districtIds: [], level: 'social' },
  asks: { district: false, age: false },
  isWeighted: false,
  quotas: [],
  questions,
};

/** A report of signs with one to tell of. */
const signFigures = {
  noted: 200,
  leastPeople: 100,
  firstHour: '2026-11-20T05:00:00.000Z',
  hours: [200],
  days: [{ day: '2026-11-20', taken: 200, fresh: 10 }],
  nets: { count: 20, least: 60, largest: [] },
  signs: [
    {
      kind: 'burst',
      from: '2026-11-20T05:00:00.000Z',
      to: '2026-11-20T05:10:00.000Z',
      hours: null,
      count: 90,
      usual: 2,
      of: 90,
      chance: 1e-9,
      sentence: 'Всплеск',
    },
  ],
};

/** A poll in a state, made anew each time: its history is only added to, and holds it. */
function poll(state: PollState, more: object = {}): Maker {
  return (): Things => {
    const now = { id: randomUUID(), wording: randomUUID() };
    return {
      rows: [],
      add: async (db: Kysely<DB>) => {
        Object.assign(now, { id: randomUUID(), wording: randomUUID() });
        await sql`INSERT INTO polls.poll (id, kind, title, matter, outcome, afterwards, result_by, opens_at, closes_at, audience, asks, questions,
            state, state_at, edition, opened_at, closed_at, made_at, made_by, made_by_name)
          VALUES (${now.id}::uuid, 'survey', ${fields.title}, 'двор', 'Совет', 'Опубликуем', '2100-01-20', '2026-11-20', '2100-01-01',
            ${json(fields.audience)}, ${json(fields.asks)}, ${json(questions)}, ${state}, ${AT}, 1, ${AT}, ${AT}, ${AT}, 'staff:other', 'Другой')`.execute(
          db,
        );
        await sql`INSERT INTO polls.edition (poll_id, serial, questions, at, by_name)
          VALUES (${now.id}::uuid, 1, ${json(questions)}, ${AT}, 'Другой')`.execute(db);
        await sql`INSERT INTO polls.budget (poll_id, question_id, total, when_short, projects)
          VALUES (${now.id}::uuid, 'yard', 10, 'next', ${json(['a', 'b'].map((id) => ({ id, cost: 6, place: 1 })))})`.execute(
          db,
        );
        await sql`INSERT INTO polls.wording (id, poll_id, question_id, text, state) VALUES (${now.wording}::uuid, ${now.id}::uuid, 'yard', 'Слова', 'waiting')`.execute(
          db,
        );
        if ('hasSigns' in more)
          await sql`INSERT INTO polls.signs (poll_id, figures, at, erased_on) VALUES (${now.id}::uuid, ${json(signFigures)}, ${AT}, '2100-01-01')`.execute(
            db,
          );
      },
      known: {
        ...fields,
        id: () => ('isOfWording' in more ? now.wording : now.id),
        version: 1,
        reason: 'Проверено человеком',
        title: 'Обновим двор',
        clientKey: randomUUID(),
        edition: 1,
        answers: { yard: ['a'] },
        said: { isOfAge: true, ageGroup: null, districtId: null },
        actUrl: 'https://example.ru/act.pdf',
        actOn: '2026-12-01',
        ...more,
      },
    };
  };
}

/** What routes of polls and discussions act on. */
export const pollMakers: Record<string, Maker> = {
  ...ballotMakers,
  ...widgetMakers,
  ...discussionMakers,
  ...initiativeMakers,
  'polls.create-poll': () => ({ rows: [], known: fields }),
  'polls.read-poll': poll('draft'),
  'polls.change-poll': poll('draft', { title: fields.title }),
  'polls.move-poll': poll('draft', { act: 'submit' }),
  'polls.judge-poll': poll('legal-review', { act: 'approve' }),
  'polls.extend-poll': poll('open', { closesAt: '2100-02-01T05:00:00Z' }),
  'polls.correct-poll': poll('open'),
  'polls.settle-tie': poll('counted', { questionId: 'yard', projects: ['a', 'b'] }),
  'polls.decide-poll': poll('published'),
  'polls.list-wordings': poll('counted'),
  'polls.judge-wording': poll('counted', { isOfWording: true, isReleased: true }),
  ...paperMakers,
  ...kioskMakers,
  'polls.read-signs': poll('counted'),
  'polls.tell-signs': poll('counted', { hasSigns: true }),
  'polls.read-open': poll('open'),
  'polls.answer-poll': poll('open'),
  'polls.follow-poll': poll('open', { isOn: true }),
};
