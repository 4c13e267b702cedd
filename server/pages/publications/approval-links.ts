import type { Selectable } from 'kysely';
import type { OutsideState } from '../../../shared/contract/pages/publications.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { PublicationRow } from './rows.ts';

export type ApprovalLinkRow = Selectable<DB['publications.approval_link']>;

type Fate = Pick<ApprovalLinkRow, 'answer' | 'dropped_at' | 'expires_at'>;

/** How one who was asked outside stands: answered, let go, awaited in the term or past it. */
export function outsideState(
  { answer, dropped_at: droppedAt, expires_at: expiresAt }: Fate,
  now: Date,
): OutsideState {
  if (answer) return answer;
  if (droppedAt) return 'dropped';
  return expiresAt <= now ? 'late' : 'waiting';
}

/** Whether the piece waits for them: past the term too, until somebody decides not to. */
export const isAwaited = ({ answer, dropped_at: droppedAt }: Omit<Fate, 'expires_at'>): boolean =>
  answer === null && droppedAt === null;

/** Who was asked about the words as they are now. Plan: approval_link_piece. */
export const currentLinks = (ctx: Ctx, { id, round }: PublicationRow): Promise<ApprovalLinkRow[]> =>
  ctx.db
    .selectFrom('publications.approval_link')
    .selectAll()
    .where('publication_id', '=', id)
    .where('round', '=', round)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
