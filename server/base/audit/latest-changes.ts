import { describeAction, leavesRecord } from '../../../shared/text/journal.ts';
import type { Db } from '../../lib/database/db.ts';
import type { JournalLine } from '../../lib/module/unit-of-work.ts';

/** Records looked through for changes: readings of personal data stand between them. */
const LOOKED_AT = 30;

/** The latest changes one module made of a record, newest first. Plan: the head of record_object. */
export async function latestChanges(
  db: Db,
  { object, module, id, most }: { object: string; module: string; id: string; most: number },
): Promise<JournalLine[]> {
  const rows = await db
    .selectFrom('audit.record')
    .select(['at', 'actor', 'action', 'payload'])
    .where('object', '=', object)
    .where('object_id', '=', id)
    .orderBy('seq', 'desc')
    .limit(LOOKED_AT)
    .execute();
  return rows
    .filter(({ action }) => action.startsWith(`${module}.`) && !leavesRecord(action))
    .slice(0, most)
    .map(({ at, actor, action, payload }) => ({
      at,
      actorRef: actor,
      actorName: (JSON.parse(payload) as { actorName: string }).actorName,
      what: describeAction(action),
    }));
}
