import { sql } from 'kysely';

/** First photo of a case that a moderator released, as a column beside `cases.case_file`; of published cases only. */
export const releasedPhoto = sql<string | null>`(
  SELECT attachment.file_id FROM cases.attachment JOIN files.v_file AS file ON file.id = attachment.file_id
  WHERE attachment.case_id = cases.case_file.id AND file.released ORDER BY attachment.added_at LIMIT 1)`;
