import type { Photo } from '../../../../shared/contract/messages/cases.ts';
import type { getMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import type { RouteReplyInput } from '../../../../shared/contract/route.ts';
import type { Ctx } from '../../../lib/module/context.ts';

type Access = RouteReplyInput<typeof getMessage>['access'];

interface CasePhoto extends Photo {
  answerId: string | null;
}

/** The author sees every photo of the case but those of answers not released; others only what a moderator released. */
export async function listPhotos(ctx: Ctx, caseId: string, access: Access): Promise<CasePhoto[]> {
  const rows = await ctx.db
    .selectFrom('cases.attachment as attachment')
    .innerJoin('files.v_file as file', 'file.id', 'attachment.file_id')
    .leftJoin('cases.answer as answer', 'answer.id', 'attachment.answer_id')
    .select([
      'attachment.file_id',
      'attachment.role',
      'attachment.answer_id',
      'file.released',
      'file.width',
      'file.height',
    ])
    .where('attachment.case_id', '=', caseId)
    .where((eb) => eb.or([eb('attachment.answer_id', 'is', null), eb('answer.state', '=', 'released')]))
    .$if(access !== 'own', (select) => select.where('file.released', '=', true))
    .orderBy('attachment.added_at')
    .execute();
  return rows.map((row) => ({
    fileId: row.file_id,
    role: row.role as Photo['role'],
    released: row.released === true,
    width: row.width,
    height: row.height,
    answerId: row.answer_id,
  }));
}

export const stripPhoto = ({ answerId: _, ...photo }: CasePhoto): Photo => photo;
