import { sql } from 'kysely';
import { findFact, type PackFact, personalFacts } from '../../../base/taxonomy/index.ts';
import type { WordsRead } from './read-words.ts';

/** From this chance a personal topic among several makes the whole personal: nobody's need is shown on a doubt. */
const DOUBT = 0.1;

const isPersonal = (factId: string): boolean => findFact(factId)?.isPersonal === true;

/** Whether words are about somebody's own life: by the topic chosen, else by any the words may well be about. */
export function isPersonalReading(
  { facts }: Pick<WordsRead, 'facts'>,
  chosen: PackFact | null,
  /** Topics of another rubricator than the one in force, for measures without a database. */
  isPersonalTopic = isPersonal,
): boolean {
  if (chosen) return chosen.isPersonal;
  return facts.some(({ factId, confidence }) => confidence >= DOUBT && isPersonalTopic(factId));
}

/** The same of a case, in SQL: the topic a person named, else any of those read in its words that is likely enough. */
const isPersonalCase = () => {
  const ids = sql`${[...personalFacts()]}::text[]`;
  return sql<boolean>`CASE WHEN cases.case_file.fact_id IS NOT NULL THEN cases.case_file.fact_id = ANY(${ids})
    ELSE EXISTS (SELECT FROM jsonb_array_elements(coalesce(cases.case_file.suggestion, '[]'::jsonb)) AS read
      WHERE read ->> 'factId' = ANY(${ids}) AND (read ->> 'confidence')::float8 >= ${DOUBT}) END`;
};

/**
 * Whether strangers may know that a case exists: its author agreed, a moderator showed it, and its topic is nobody's own
 * life. Everything anonymous is answered as if the others were not there.
 */
export const isShownToStrangers = () =>
  sql<boolean>`(cases.case_file.published_at IS NOT NULL AND NOT (${isPersonalCase()}))`;
