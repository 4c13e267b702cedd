import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../../server/lib/database/schema.gen.ts';
import type { DiscussionState } from '../../../shared/contract/participation/discussions.ts';
import { json, type Maker, type Things } from '../thing-kit.ts';

const AT = '2026-11-20T01:40:00Z';
const meeting = { at: null, place: '', address: '', exposition: '' };

const fields = {
  kind: 'consultation',
  title: 'Правила благоустройства',
  matter: 'набережная',
  subject: null,
  level: 'social',
  responsible: 'Управление',
  opensAt: '2026-11-20T05:00:00Z',
  closesAt: '2100-01-01T05:00:00Z',
  resultBy: '2100-01-20',
  meeting,
  paragraphs: [{ id: 'p1', text: 'Пункт' }],
  materials: [],
};
const reason = 'Отклонено: под газоном проходит теплотрасса, деревья рядом с ней не сажают.';

/** A discussion in a state with two remarks, made anew each time: its history is only added to, and holds it. */
function discussion(state: DiscussionState, more: object = {}): Maker {
  return (): Things => {
    const now = { id: randomUUID(), one: randomUUID(), two: randomUUID() };
    return {
      rows: [],
      add: async (db: Kysely<DB>) => {
        Object.assign(now, { id: randomUUID(), one: randomUUID(), two: randomUUID() });
        await sql`INSERT INTO discussions.discussion (id, kind, title, matter, level, responsible, opens_at, closes_at, result_by, meeting,
            state, state_at, announced_at, opened_at, closed_at, made_at, made_by, made_by_name)
          VALUES (${now.id}::uuid, 'consultation', ${fields.title}, 'набережная', 'social', 'Управление', '2026-11-20', '2100-01-01',
            '2100-01-20', ${json(meeting)}, ${state}, ${AT}, ${AT}, ${AT}, ${AT}, ${AT}, 'staff:other', 'Другой')`.execute(
          db,
        );
        await sql`INSERT INTO discussions.paragraph (discussion_id, id, serial, text) VALUES (${now.id}::uuid, 'p1', 1, 'Пункт')`.execute(
          db,
        );
        if ('isBare' in more) return;
        for (const [at, id] of [now.one, now.two].entries())
          await sql`INSERT INTO discussions.remark (id, discussion_id, number, text, source, person_id, is_local, said_on, made_at, client_key,
              shown, shown_text, judged_by_name)
            VALUES (${id}::uuid, ${now.id}::uuid, ${at + 1}, 'Шире', 'site', ${randomUUID()}::uuid, true, '2026-11-20', ${AT}, ${randomUUID()}::uuid,
              'released', 'Шире', 'Другой')`.execute(db);
      },
      known: {
        ...fields,
        id: () => ('isOfRemark' in more ? now.one : now.id),
        version: 1,
        reason,
        text: 'Сделайте шире',
        wording: 'шире',
        clientKey: randomUUID(),
        paragraphId: 'p1',
        saidOn: '2026-11-20',
        source: 'paper',
        author: { name: '', address: '', email: '', hasConsent: false },
        outcomes: [{ paragraphId: 'p1', text: 'Стало' }],
        remarks: () => [now.one, now.two].map((id) => ({ id, version: 1 })),
        verdict: 'rejected',
        actUrl: 'https://example.ru/act.pdf',
        actOn: '2026-12-01',
        ...more,
      },
    };
  };
}

/** What routes of discussions act on. */
export const discussionMakers: Record<string, Maker> = {
  'discussions.create-discussion': () => ({ rows: [], known: fields }),
  'discussions.read-discussion': discussion('draft', { isBare: true }),
  'discussions.download-paper': discussion('open', { paper: 'summary', format: 'html' }),
  'discussions.change-discussion': discussion('draft', { isBare: true }),
  'discussions.move-discussion': discussion('draft', { isBare: true, act: 'submit' }),
  'discussions.judge-discussion': discussion('legal-review', { isBare: true, act: 'approve' }),
  'discussions.extend-discussion': discussion('open', { closesAt: '2100-02-01T05:00:00Z' }),
  'discussions.amend-project': discussion('closed'),
  'discussions.decide-discussion': discussion('published', { isBare: true }),
  'discussions.list-remarks': discussion('open', { shelf: 'all' }),
  'discussions.enter-remark': discussion('open'),
  'discussions.judge-remark': discussion('open', { isOfRemark: true, isReleased: true }),
  'discussions.answer-remarks': discussion('open'),
  'discussions.group-remarks': discussion('open'),
  'discussions.ungroup-remark': discussion('open', { isOfRemark: true }),
  'discussions.reveal-author': discussion('open', { isOfRemark: true }),
  'discussions.read-open': discussion('open'),
  'discussions.list-open-remarks': discussion('open'),
  'discussions.propose-remark': discussion('open'),
  'discussions.support-remark': discussion('open', { isOfRemark: true, isOn: true }),
  'discussions.download-open-paper': discussion('open', { paper: 'notice', format: 'html' }),
};
