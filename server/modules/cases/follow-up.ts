import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from '../../lib/context.ts';
import { localDate } from '../deadlines/index.ts';
import { sendLetter } from '../outbox/index.ts';
import { suggestTopic } from '../taxonomy/index.ts';
import { placeFromText } from '../territory/index.ts';
import { caseRegistered } from './events.ts';
import type { followUpJob } from './follow-up-job.ts';
import { trackPath } from './tracking.ts';

/** Confidence from which a suggested topic already counts on the map and in the matrix, before an operator's word. */
const TRUSTED = 0.5;

interface FreshCase {
  id: string;
  number: string;
  title: string;
  body: string;
  block: string | null;
  fact_id: string | null;
  address: string | null;
  place_precision: string;
  channel: string;
  due_at: Date | null;
}

/**
 * What follows registration within seconds: suggestion of the topic, place read from the text, words for search, the
 * letter to the resident, word to other modules. Idempotent: a case that has its suggestion was followed up before, letter and all.
 */
export async function followUp(
  ctx: Ctx,
  { caseIds }: z.output<(typeof followUpJob)['payload']>,
): Promise<void> {
  const cases = await ctx.db
    .selectFrom('cases.case_file')
    .select([
      'id',
      'number',
      'title',
      'body',
      'block',
      'fact_id',
      'address',
      'place_precision',
      'channel',
      'due_at',
    ])
    .where(sql<boolean>`id = ANY(${caseIds}::uuid[])`)
    .where('suggestion', 'is', null)
    .execute();
  if (cases.length === 0) return;
  await understandCases(ctx, cases);
  await indexCases(
    ctx,
    cases.map(({ id }) => id),
  );
  await confirmReceipt(ctx, cases);
  for (const { id: caseId, number } of cases) ctx.announce(caseRegistered, { caseId, number });
}

type UnreadCase = Pick<FreshCase, 'id' | 'body' | 'block' | 'place_precision'>;

/**
 * Fills topic suggestions and places, in one statement.
 * @param findPlace how a place is read from a text: a message of another city has no place in this one.
 */
export async function understandCases(
  ctx: Ctx,
  cases: UnreadCase[],
  findPlace: typeof placeFromText = placeFromText,
): Promise<void> {
  const rows = cases.map((file) => {
    const facts = suggestTopic(file.body);
    const top = facts[0];
    const isTrusted = top !== undefined && top.confidence >= TRUSTED && file.block === null;
    const place = file.place_precision === 'none' ? findPlace(file.body) : null;
    return {
      id: file.id,
      suggestion: facts,
      block: isTrusted ? top.block : null,
      address: place?.address ?? null,
      streetId: place?.streetId ?? null,
      house: place?.house ?? null,
      districtId: place?.districtId ?? null,
      lat: place?.lat ?? null,
      lon: place?.lon ?? null,
      h3: place?.h3 ?? null,
      precision: place?.precision ?? null,
    };
  });
  await sql`
    UPDATE cases.case_file AS file SET
      suggestion = given.suggestion,
      block = coalesce(file.block, given.block),
      topic_source = CASE WHEN file.block IS NULL AND given.block IS NOT NULL THEN 'suggested' ELSE file.topic_source END,
      address = coalesce(file.address, given.address),
      street_id = coalesce(file.street_id, given."streetId"),
      house = coalesce(file.house, given.house),
      district_id = coalesce(file.district_id, given."districtId"),
      lat = coalesce(file.lat, given.lat),
      lon = coalesce(file.lon, given.lon),
      h3 = coalesce(file.h3, given.h3),
      place_precision = CASE WHEN file.place_precision = 'none' THEN coalesce(given.precision, 'none') ELSE file.place_precision END
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given(
      id uuid, suggestion jsonb, block text, address text, "streetId" text, house text, "districtId" text,
      lat float8, lon float8, h3 text, precision text)
    WHERE file.id = given.id AND file.suggestion IS NULL`.execute(ctx.db);
}

/** Words of the title, text, address and number, in the order of their weight. */
export async function indexCases(ctx: Ctx, caseIds: string[]): Promise<void> {
  await sql`
    INSERT INTO cases.search_document (case_id, document)
    SELECT id, setweight(to_tsvector('simple', number), 'A') || setweight(to_tsvector('russian', left(title, 1000)), 'A')
      || setweight(to_tsvector('russian', coalesce(address, '')), 'B') || setweight(to_tsvector('russian', left(body, 20000)), 'C')
    FROM cases.case_file WHERE id = ANY(${caseIds}::uuid[])
    ON CONFLICT (case_id) DO UPDATE SET document = excluded.document`.execute(ctx.db);
}

/** «Принято»: number, term and the private link, to whoever left a phone or an e-mail. */
async function confirmReceipt(ctx: Ctx, cases: FreshCase[]): Promise<void> {
  const told = cases.filter((file) => file.channel === 'site_form' || file.channel === 'phone_call');
  if (told.length === 0) return;
  const ids = told.map((file) => file.id);
  const contacts = await ctx.db
    .selectFrom('cases.contact')
    .select(['id', 'case_id', 'phone', 'email'])
    .where(sql<boolean>`case_id = ANY(${ids}::uuid[])`)
    .where('is_joiner', '=', false)
    .execute();
  for (const contact of contacts) {
    const file = told.find(({ id }) => id === contact.case_id)!;
    const due = file.due_at ? localDate(file.due_at).split('-').reverse().join('.') : '';
    await tellContact(ctx, contact, {
      caseId: file.id,
      number: file.number,
      subject: `Сообщение № ${file.number} принято`,
      text: `Сообщение № ${file.number} принято. Ответим до ${due}.`,
      purpose: 'case-registered',
    });
  }
}

export interface CaseLetter {
  caseId: string;
  number: string;
  subject: string;
  text: string;
  purpose: string;
}

/** Puts a letter with the private link into the outbox: by e-mail when there is one, else by SMS, else nothing. */
export async function tellContact(
  ctx: Ctx,
  contact: { id: string; phone: string | null; email: string | null },
  letter: CaseLetter,
): Promise<void> {
  const recipient = contact.email ?? contact.phone;
  if (!recipient) return;
  await sendLetter(ctx, {
    channel: contact.email ? 'email' : 'sms',
    recipient,
    subject: letter.subject,
    text: `${letter.text} Следить: ${ctx.config.publicUrl}${trackPath(letter.number, contact.id)}`,
    purpose: letter.purpose,
    caseId: letter.caseId,
  });
}
