import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../server/lib/database/schema.gen.ts';
import { ABSENT } from './sample.ts';
import type { Maker } from './thing-kit.ts';

const AT = '2026-11-20T09:00:00Z';

/** An act that took a case into account, made anew each time: what was told of it stays. */
const ground =
  (more: object = {}, withLink = false): Maker =>
  ({ caseId }) => {
    const now = { id: randomUUID(), link: randomUUID() };
    return {
      rows: [],
      add: async (db: Kysely<DB>) => {
        Object.assign(now, { id: randomUUID(), link: randomUUID() });
        await sql`INSERT INTO counted.ground (id, kind, title, number, on_day, made_at, made_by_name)
          VALUES (${now.id}::uuid, 'act', 'Постановление о ремонте', '12', '2026-11-20', ${AT}, 'Секретарь')`.execute(
          db,
        );
        if (withLink)
          await sql`INSERT INTO counted.link (id, ground_id, kind, target_id, made_at, made_by_name)
            VALUES (${now.link}::uuid, ${now.id}::uuid, 'case', ${caseId}::uuid, ${AT}, 'Секретарь')`.execute(
            db,
          );
      },
      known: {
        id: () => (withLink ? now.link : now.id),
        version: 1,
        kind: 'case',
        target: caseId,
        despite: 'Это о том же дворе',
        words: 'Двор отремонтировали по просьбе жителей',
        isShown: true,
        on: '2026-11-21',
        reason: 'Связали не с тем делом',
        ...more,
      },
    };
  };

const lists = { cursor: ABSENT, kind: ABSENT, state: ABSENT, words: ABSENT, year: 2026 };

/** What routes of the account of decisions act on. */
export const countedMakers: Record<string, Maker> = {
  'counted.list-grounds': () => ({ rows: [], known: lists }),
  'counted.export-grounds': () => ({ rows: [], known: lists }),
  'counted.find-sources': () => ({ rows: [], known: { kind: 'measure', words: ABSENT } }),
  'counted.create-ground': () => ({
    rows: [],
    known: {
      kind: 'act',
      title: 'Постановление о ремонте',
      number: '12',
      on: '2026-11-20',
      url: 'https://city.example/12',
    },
  }),
  'counted.read-ground': ground(),
  'counted.change-ground': ground(),
  'counted.record-result': ground(),
  'counted.count-in': ground(),
  'counted.count-many-in': ground({
    block: 'roads',
    factId: ABSENT,
    districtId: ABSENT,
    // Of a time without cases: what other routes make of theirs is nothing to it.
    from: '2000-01-01',
    to: '2000-01-02',
  }),
  'counted.undo-link': ground({}, true),
  'counted.list-counted-in': ({ caseId }) => ({ rows: [], known: { kind: 'case', id: caseId } }),
  'counted.list-at-meeting': () => ({ rows: [], known: { id: randomUUID() } }),
  'counted.find-remarks': () => ({ rows: [], known: { id: randomUUID() } }),
  'counted.read-open': () => ({ rows: [], known: { kind: 'poll', id: randomUUID() } }),
  'counted.read-year': () => ({ rows: [], known: { year: 2026 } }),
};
