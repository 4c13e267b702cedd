import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../server/lib/database/schema.gen.ts';
import { hashToken, newToken } from '../../server/lib/ids.ts';
import type {
  ChangeState,
  PublicationState,
  VariantState,
} from '../../shared/contract/pages/publications.ts';
import { pageRow } from './pages-things.ts';
import type { Maker, Things } from './thing-kit.ts';

const AT = '2026-11-20T01:40:00Z';

interface Given {
  piece?: PublicationState;
  variant?: VariantState;
  /** A correction of the variant. */
  change?: ChangeState;
  isUrgent?: boolean;
  /** Somebody outside was asked about it by a link. */
  isAsked?: boolean;
  /** The route calls it by its variant. */
  byVariant?: boolean;
}

const fields = () => ({
  text: 'Поставили тёплую остановку',
  risk: 'usual',
  brief: '',
  pictures: [],
  variants: [],
});

/** A piece with a variant on a page of its own, made anew each time: what was done with it is only added to, and holds it. */
function piece(given: Given = {}): Maker {
  const { piece: state = 'draft', variant = 'planned', change, isUrgent = false } = given;
  const { isAsked = false, byVariant = false } = given;
  return ({ unitId }): Things => {
    const draw = () => ({
      id: randomUUID(),
      variant: randomUUID(),
      change: randomUUID(),
      link: randomUUID(),
      token: newToken(),
    });
    const now = draw();
    return {
      rows: [],
      add: async (db: Kysely<DB>) => {
        const page = randomUUID();
        Object.assign(now, draw());
        await db
          .insertInto('register.page')
          .values(pageRow(page, unitId).row as never)
          .execute();
        await sql`INSERT INTO publications.publication (id, text, risk, state, state_at, made_by, made_by_name, made_at, is_urgent, urgent_reason, review_by)
          VALUES (${now.id}::uuid, 'Поставили остановку', 'usual', ${state}, ${AT}, 'staff:other', 'Другой', ${AT},
            ${isUrgent}, ${isUrgent ? 'Срочно' : ''}, ${isUrgent ? AT : null})`.execute(db);
        await sql`INSERT INTO publications.variant (id, publication_id, page_id, due_at, state, said_text, published_at)
          VALUES (${now.variant}::uuid, ${now.id}::uuid, ${page}::uuid, '2100-01-01', ${variant}, 'Поставили остановку',
            ${variant === 'published' ? AT : null})`.execute(db);
        if (isAsked)
          await sql`INSERT INTO publications.approval_link (id, publication_id, round, name, token_hash, made_at, made_by_name, expires_at)
            VALUES (${now.link}::uuid, ${now.id}::uuid, 0, 'Директор школы', ${hashToken(now.token)}, ${AT}, 'Другой', '2100-01-01')`.execute(
            db,
          );
        if (change)
          await sql`INSERT INTO publications.change (id, variant_id, kind, reason, before, after, state, made_by, made_by_name, made_at)
            VALUES (${now.change}::uuid, ${now.variant}::uuid, 'correct', 'Опечатка', 'Было', 'Стало', ${change}, 'staff:other', 'Другой', ${AT})`.execute(
            db,
          );
      },
      known: {
        ...fields(),
        id: () => (byVariant ? now.variant : now.id),
        change: () => now.change,
        link: () => now.link,
        token: () => now.token,
        name: 'Директор школы',
        days: 3,
        version: 1,
        reason: 'Проверено человеком',
        isDone: true,
        dueAt: '2026-12-20T05:00:00Z',
        publishedAt: '2026-11-20T05:00:00Z',
        url: 'https://network.example/wall-1_2',
      },
    };
  };
}

const variant = (given: Given): Maker => piece({ piece: 'approved', byVariant: true, ...given });

const asked = piece({ piece: 'approval', isAsked: true });

/** What routes of publications act on. */
export const publicationMakers: Record<string, Maker> = {
  'publications.create-publication': () => ({ rows: [], known: fields() }),
  'publications.check-publication': () => ({ rows: [], known: fields() }),
  'publications.read-publication': piece(),
  'publications.read-effect': piece(),
  'publications.read-meeting': piece(),
  'publications.list-questions': piece(),
  'publications.change-publication': piece(),
  'publications.submit-publication': piece(),
  'publications.copy-publication': piece(),
  'publications.recall-publication': piece({ piece: 'approval' }),
  'publications.cancel-publication': piece(),
  'publications.approve-publication': piece({ piece: 'approval' }),
  'publications.return-publication': piece({ piece: 'approval' }),
  'publications.ask-outside': piece({ piece: 'approval' }),
  'publications.drop-outside': asked,
  'publications.get-approval-page': asked,
  'publications.agree-by-link': asked,
  'publications.return-by-link': asked,
  'publications.publish-urgently': piece(),
  'publications.review-urgent': piece({ piece: 'approved', isUrgent: true }),
  'publications.move-variant': variant({ variant: 'manual' }),
  'publications.retry-variant': variant({ variant: 'manual' }),
  'publications.resume-variant': variant({ variant: 'cancelled' }),
  'publications.prove-variant': variant({ variant: 'manual' }),
  'publications.correct-variant': variant({ variant: 'published' }),
  'publications.withdraw-variant': variant({ variant: 'published' }),
  'publications.approve-correction': variant({ variant: 'published', change: 'approval' }),
  'publications.return-correction': variant({ variant: 'published', change: 'approval' }),
  'publications.settle-correction': variant({ variant: 'published', change: 'unknown' }),
  'publications.save-quiet-day': () => ({ rows: [], known: { day: '2026-12-20', reason: 'Траур' } }),
};
