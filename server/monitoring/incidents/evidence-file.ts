import { Readable } from 'node:stream';
import type * as contract from '../../../shared/contract/monitoring/incidents.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { readReceived } from '../../base/files/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { readPictures, readSights, readTalks, writeWarc } from '../posts/index.ts';
import { findIncident } from './rows.ts';
import { readMemberPosts } from './store.ts';

/** Route: the talks of an incident as they were seen each time, in one file; its reading is journalled, since it names authors. */
export async function exportEvidence(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.exportEvidence>,
): Promise<Download> {
  const incident = await findIncident(ctx, params.id);
  const talk = await readTalks(ctx, await readMemberPosts(ctx, incident.id));
  const ids = talk.map(({ id }) => id);
  const sights = await readSights(ctx, ids);
  const pictures = await readPictures(ctx, ids);
  ctx.audit({
    action: 'incidents.export-evidence',
    object: 'incident',
    objectId: incident.id,
    data: { posts: talk.length, pictures: pictures.length },
  });
  return {
    stream: Readable.from(
      writeWarc(
        { posts: talk, sights, pictures, open: (sha256) => readReceived(ctx.config, sha256) },
        { at: ctx.now, title: `Инцидент ${incident.number}` },
      ),
      { objectMode: false },
    ),
    contentType: 'application/warc',
    filename: `${incident.number}.warc`,
  };
}
