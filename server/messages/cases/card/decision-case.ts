import { sql } from 'kysely';
import type { PlaceSuggestion } from '../../../../shared/contract/base/territory.ts';
import type { SuggestedFact } from '../../../base/taxonomy/index.ts';
import { suggestPlaces } from '../../../base/territory/index.ts';
import { suggestTopic } from '../../../base/understanding/index.ts';
import type { Db } from '../../../lib/database/db.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { placeNames } from '../core/place-columns.ts';
import { requireOn } from '../core/reach.ts';
import { readPlaces, readSuggestion } from '../core/rows.ts';
import { type LockedCase, lockCase } from './move.ts';

/** Columns a decision of triage may change; undo puts them back as they were. */
export const undoColumns = [
  'block',
  'fact_id',
  'topic_source',
  'importance',
  'executor_unit_id',
  'executor_id',
  'due_at',
  'told_due_at',
  'former_status',
  'snoozed_until',
  'snooze_reason',
  'merged_into',
  'published_at',
  'head_decides',
  ...placeNames,
] as const;

/** A locked case with what decisions look at besides the common fields. */
export interface DecisionCase extends LockedCase {
  topic_source: string;
  told_due_at: Date | null;
  importance: string;
  snoozed_until: Date | null;
  snooze_reason: string | null;
  merged_into: string | null;
  published_at: Date | null;
  joined_count: number;
  refusal_count: number;
  head_decides: boolean;
  suggested: SuggestedFact[];
  /** Places the text names; none where the place was given. */
  places: PlaceSuggestion[];
  address: string | null;
  street_id: string | null;
  house: string | null;
  lat: number | null;
  lon: number | null;
  h3: string | null;
  place_precision: string;
}

/** Locks a case for a decision of triage; the second read is of the row just locked, by its key. */
export async function lockForDecision(ctx: Ctx, id: string, seenVersion?: number): Promise<DecisionCase> {
  const file = await lockCase(ctx, id, seenVersion);
  requireOn(ctx.actor, file, 'cases.triage');
  return readDecisionCase(ctx, file);
}

/** What decisions look at of a case locked already. */
export async function readDecisionCase(ctx: Ctx, file: LockedCase): Promise<DecisionCase> {
  const { suggestion, place_suggestion, unread, ...rest } = await selectDecisionColumns(ctx.db, file.id);
  // The follow-up that reads the text runs seconds after registration; a quicker operator does not wait for it.
  const suggested = unread === null ? readSuggestion(suggestion) : suggestTopic(unread);
  const isPlaceless = rest.place_precision === 'none';
  const places = isPlaceless && unread !== null ? suggestPlaces(unread) : readPlaces(place_suggestion);
  return { ...file, ...rest, suggested, places: isPlaceless ? places : [] };
}

function selectDecisionColumns(db: Db, id: string) {
  return db
    .selectFrom('cases.case_file')
    .select([
      'topic_source',
      'told_due_at',
      'importance',
      'snoozed_until',
      'snooze_reason',
      'merged_into',
      'published_at',
      'joined_count',
      'refusal_count',
      'head_decides',
      ...placeNames,
      'suggestion',
      'place_suggestion',
      sql<string | null>`CASE WHEN suggestion IS NULL THEN body END`.as('unread'),
    ])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** The values of the undo columns before a decision. */
export const columnsBefore = (file: DecisionCase): Record<string, unknown> =>
  Object.fromEntries(undoColumns.map((name) => [name, file[name]]));
