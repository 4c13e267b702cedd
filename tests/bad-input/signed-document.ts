import { createHash, randomUUID } from 'node:crypto';
import type { TestServer } from '../support/site/server.ts';
import type { Known } from './sample.ts';

/** A signed document of its own for a route: what is signed is never taken back, so it is no row to put again. */
export async function addDocument({ app }: TestServer): Promise<Known> {
  const [id, objectId] = [randomUUID(), randomUUID()];
  const made = { made_at: '2026-11-20T09:00:00Z', made_by_name: 'Секретарь' };
  await app.services.database
    .insertInto('working_group.meeting')
    .values({
      id: objectId,
      year: 2026,
      day: '2026-11-20',
      starts_at: '10:00',
      form: 'in_person',
      state: 'signed',
      ...made,
    })
    .execute();
  const bytes = Buffer.from(id);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await app.services.database
    .insertInto('signatures.document')
    .values({
      id,
      kind: 'protocol',
      object_id: objectId,
      title: 'Протокол',
      number: '1',
      day: '2026-11-20',
      bytes,
      content_type: 'application/pdf',
      sha256,
      is_public: true,
      made_at: '2026-11-20T09:00:00Z',
    })
    .execute();
  return { id, hash: sha256 };
}
