import { sql } from 'kysely';
import { placeFromText } from '../../../server/base/territory/index.ts';
import { plantCases } from '../plant.ts';
import type { Speaker } from '../site/server.ts';

/** Words that name another day for a pothole than an answer of `plantAnswer` does. */
export const clashingAt = (street: string): string => `Яму на улице ${street} отремонтируем до 20 декабря.`;

/** An answer everybody may read that promised the pothole by a day. */
export async function plantAnswer(
  server: Speaker,
  promisedOn: string,
  published: string | null,
  address = 'ул. Титова, 14',
): Promise<string> {
  const place = placeFromText(address);
  const [planted] = await plantCases(server, [
    {
      fact_id: 'roads.pavement.pothole',
      block: 'roads',
      street_id: place?.streetId ?? '',
      house: place?.house ?? '',
      published_at: published,
      status: 'deferred',
    },
  ]);
  await sql`INSERT INTO cases.answer (id, case_id, version, state, outcome, body, promised_on, author, author_name, created_at, decided_at)
    VALUES (gen_random_uuid(), ${planted?.id}::uuid, 1, 'released', 'planned', 'Включили в план.', ${promisedOn}::date, 'staff:x', 'Другой',
      '2026-11-20T09:00:00Z', '2026-11-20T09:00:00Z')`.execute(server.app.services.database);
  return planted?.number ?? '';
}
