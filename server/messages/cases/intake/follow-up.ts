import { sql } from 'kysely';
import { knownIn } from '../../../../shared/known.ts';
import { sendLetters } from '../../../base/outbox/index.ts';
import { nowhere, type placeFromText, suggestPlaces } from '../../../base/territory/index.ts';
import { isAlarming, readTone, suggestTopic } from '../../../base/understanding/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { startFirstClocks } from '../clocks/stage-clocks.ts';
import { casesRead, casesRegistered } from '../core/events.ts';
import { forLists } from '../core/mask-text.ts';
import { receiptChannels } from '../letters/receipt-channels.ts';
import { writeReceipt } from '../letters/tell-stage.ts';
import { indexCases } from '../search/indexing.ts';
import { followUpJob } from './follow-up-job.ts';

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
  regime: string;
  due_at: Date | null;
}

/** Cases one run takes: one transaction, a fifth of a second. */
const BATCH = 200;

/**
 * What follows registration within seconds: suggestion of the topic, places named in the text, clocks of the first stage,
 * words for search, the letter to the resident, word to other modules.
 */
export async function followUp(ctx: Ctx): Promise<void> {
  const cases = await ctx.db
    .selectFrom('cases.unread as waiting')
    .innerJoin('cases.case_file', 'cases.case_file.id', 'waiting.case_id')
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
      'regime',
      'due_at',
    ])
    // Their ids are ordered by time: the oldest first.
    .orderBy('case_id')
    .limit(BATCH)
    .forUpdate('waiting')
    .skipLocked()
    .execute();
  if (cases.length === 0) return;
  const ids = cases.map(({ id }) => id);
  await understandCases(ctx, cases);
  await startFirstClocks(ctx, ids);
  await indexCases(ctx, ids);
  await confirmReceipt(ctx, cases);
  ctx.announce(casesRegistered, { caseIds: ids });
  ctx.announce(casesRead, { caseIds: ids });
  await sql`DELETE FROM cases.unread WHERE case_id = ANY(${ids}::uuid[])`.execute(ctx.db);
  if (cases.length === BATCH) ctx.enqueue(followUpJob, {}, { key: followUpJob.name });
}

type Reading =
  /** Proposes the places of the text; the case gets one from a person. */
  | 'propose'
  /** Of a former register nobody sorts again: the surest place fills the case. */
  | typeof placeFromText;

type UnreadCase = Pick<FreshCase, 'id' | 'body' | 'block' | 'place_precision'>;

/**
 * Fills topic suggestions and places, in one statement.
 * @param reading what becomes of the places a text names; a message of another city has none in this one.
 */
export async function understandCases(
  ctx: Ctx,
  cases: UnreadCase[],
  reading: Reading = 'propose',
): Promise<void> {
  const rows = cases.map((file) => {
    // The words that caused a suggestion or a mark are shown in lists: none of them may be somebody's name.
    const words = forLists(file.body);
    const facts = suggestTopic(words);
    const top = facts[0];
    const isTrusted = top !== undefined && top.blockChance >= TRUSTED && file.block === null;
    const isPlaceless = file.place_precision === 'none';
    const proposes = reading === 'propose';
    const place = (isPlaceless && !proposes && reading(file.body)) || nowhere;
    const tone = readTone(words);
    return {
      ...place,
      places: isPlaceless && proposes ? suggestPlaces(file.body) : null,
      id: file.id,
      suggestion: facts,
      block: isTrusted ? top.block : null,
      tone: tone.length > 0 ? tone : null,
      alarming: isAlarming(tone),
    };
  });
  await sql`
    UPDATE cases.case_file AS file SET
      suggestion = given.suggestion,
      tone = given.tone,
      is_alarming = given.alarming,
      told_due_at = CASE WHEN file.channel = ANY(${[...receiptChannels]}::text[]) THEN file.due_at END,
      place_suggestion = given.places,
      block = coalesce(file.block, given.block),
      topic_source = CASE WHEN file.block IS NULL AND given.block IS NOT NULL THEN 'suggested' ELSE file.topic_source END,
      address = coalesce(file.address, given.address),
      street_id = coalesce(file.street_id, given."streetId"),
      house = coalesce(file.house, given.house),
      district_id = coalesce(file.district_id, given."districtId"),
      lat = coalesce(file.lat, given.lat),
      lon = coalesce(file.lon, given.lon),
      h3 = coalesce(file.h3, given.h3),
      place_precision = CASE WHEN file.place_precision = 'none' THEN given.precision ELSE file.place_precision END
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given(
      id uuid, suggestion jsonb, places jsonb, tone jsonb, alarming boolean, block text, address text, "streetId" text,
      house text, "districtId" text,
      lat float8, lon float8, h3 text, precision text)
    WHERE file.id = given.id AND file.suggestion IS NULL`.execute(ctx.db);
}

/** «Принято»: number, term and the private link, to whoever left a phone or an e-mail. */
async function confirmReceipt(ctx: Ctx, cases: FreshCase[]): Promise<void> {
  const told = cases.filter(({ channel }) => receiptChannels.some((one) => one === channel));
  if (told.length === 0) return;
  const ids = told.map((file) => file.id);
  const contacts = await ctx.db
    .selectFrom('cases.contact')
    .select(['id', 'case_id', 'phone', 'email'])
    .where(sql<boolean>`case_id = ANY(${ids}::uuid[])`)
    .where('is_joiner', '=', false)
    .execute();
  const ranges = await ctx.db
    .selectFrom('cases.clock')
    .select(['case_id', 'due_from'])
    .where(sql<boolean>`case_id = ANY(${ids}::uuid[])`)
    .where('due_from', 'is not', null)
    .execute();
  const byId = new Map(told.map((file) => [file.id, file]));
  const open = new Set(ranges.map(({ case_id: caseId }) => caseId));
  const letters = contacts.flatMap((contact) => {
    const file = knownIn(byId, contact.case_id);
    return writeReceipt(ctx, { ...file, isRange: open.has(file.id) }, contact);
  });
  await sendLetters(ctx, letters);
}
