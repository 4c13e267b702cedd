import { sql } from 'kysely';
import { readDisplay } from '../../base/files/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { FoundFlag } from './found-flag.ts';
import { isTelling, photoPrint, SAME_PICTURE } from './photo-print.ts';

/** Photos of one day that are printed, and how far back they are compared. */
const MOST = 2000;
const DAYS_BACK = 180;

/** Photos of work done that were seen in another case already: one picture for two deeds. */
export async function findReusedPhotos(ctx: Ctx, from: Date, to: Date): Promise<FoundFlag[]> {
  const { rows: photos } = await sql<{ case_id: string; file_id: string; added_at: Date }>`
    SELECT case_id, file_id, added_at FROM cases.v_attachment AS photo
    WHERE role = 'after' AND added_at >= ${from} AND added_at < ${to}
      AND NOT EXISTS (SELECT FROM quality.photo_print WHERE photo_print.file_id = photo.file_id)
    ORDER BY added_at LIMIT ${MOST}`.execute(ctx.db);
  for (const { file_id: fileId, case_id: caseId, added_at: addedAt } of photos) {
    const picture = await readDisplay(ctx, fileId);
    const bits = picture && (await photoPrint(picture));
    if (!bits || !isTelling(bits)) continue;
    await sql`INSERT INTO quality.photo_print (file_id, case_id, print, added_at)
      VALUES (${fileId}, ${caseId}, ${bits}::bit(64), ${addedAt}) ON CONFLICT DO NOTHING`.execute(ctx.db);
  }
  const { rows } = await sql<{
    file_id: string;
    case_id: string;
    other_case: string;
    unit_id: string | null;
  }>`
    SELECT DISTINCT ON (fresh.file_id) fresh.file_id, fresh.case_id, other.case_id AS other_case, executor_unit_id AS unit_id
    FROM quality.photo_print AS fresh
    JOIN quality.photo_print AS other ON other.case_id <> fresh.case_id AND other.added_at <= fresh.added_at
      AND other.added_at > ${from}::timestamptz - make_interval(days => ${DAYS_BACK})
      AND bit_count(fresh.print # other.print) <= ${SAME_PICTURE}
    LEFT JOIN cases.v_case ON v_case.id = fresh.case_id
    WHERE fresh.added_at >= ${from} AND fresh.added_at < ${to}
    ORDER BY fresh.file_id, other.added_at`.execute(ctx.db);
  return rows.map((row) => ({
    kind: 'photo-reused',
    subject: row.file_id,
    unitId: row.unit_id,
    caseIds: [row.case_id, row.other_case],
    words: 'Фото «после» уже было в другом деле',
  }));
}
