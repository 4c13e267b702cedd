import { sql } from 'kysely';

/**
 * People besides the author of a case: who joined it, and all of the other cases of its mass problem. Plan: the key of the
 * main case, then case_file_follows.
 */
export const joinedTogether = sql<number>`(
  SELECT coalesce(sum(1 + part.joined_count), 1)::int - 1 FROM cases.case_file AS part
  WHERE part.id = coalesce(cases.case_file.follows_id, cases.case_file.id)
    OR part.follows_id = coalesce(cases.case_file.follows_id, cases.case_file.id))`;
