import type * as contract from '../../../shared/contract/monitoring/incidents.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { readSights, readTalks, writeWarc } from '../posts/index.ts';
import { findIncident } from './rows.ts';
import { readMemberPosts } from './store.ts';

/** Route: the talks of an incident as they were seen each time, in one file; its reading is journalled, since it names authors. */
export async function exportEvidence(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.exportEvidence>,
): Promise<Download> {
  const incident = await findIncident(ctx, params.id);
  const talk = await readTalks(ctx, await readMemberPosts(ctx, incident.id));
  const sights = await readSights(
    ctx,
    talk.map(({ id }) => id),
  );
  ctx.audit({
    action: 'incidents.export-evidence',
    object: 'incident',
    objectId: incident.id,
    data: { posts: talk.length },
  });
  return {
    stream: writeWarc(talk, sights, { at: ctx.now, title: `Инцидент ${incident.number}` }),
    contentType: 'application/warc',
    filename: `${incident.number}.warc`,
  };
}
