import type { Ctx } from '../../lib/module/context.ts';
import { selectRecords } from './journal.ts';

interface ReadingsAsked {
  /** Acts that are readings: the caller knows which. */
  actions: readonly string[];
  /** What was read, by the ids of the journal; undefined = anything. */
  objectIds?: readonly string[] | undefined;
  actor?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export interface ReadingRecord {
  seq: number;
  at: Date;
  actor: string;
  actorName: string;
  action: string;
  object: string;
  objectId: string;
  data: Record<string, unknown>;
}

/** Records of some acts by person, thing and days, newest first: out of what is sealed, as it was told then. */
export async function selectReadings(
  ctx: Ctx,
  { actions, objectIds, ...filter }: ReadingsAsked,
  limit: number,
  seen?: number,
): Promise<ReadingRecord[]> {
  const rows = await selectRecords(ctx, { ...filter, actions, objectIds }, limit, seen);
  return rows.map((row) => {
    const { actorName, data } = JSON.parse(row.payload) as Pick<ReadingRecord, 'actorName' | 'data'>;
    const { seq, at, actor, action, object, object_id: objectId } = row;
    return { seq, at, actor, actorName, action, object, objectId, data };
  });
}
