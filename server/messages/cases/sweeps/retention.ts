import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { z } from 'zod';
import { localDate } from '../../../base/deadlines/index.ts';
import { forgetSorted } from '../../../base/understanding/index.ts';
import { holdsOn } from '../../../lib/dated.ts';
import { type Ctx, defineJob } from '../../../lib/module/context.ts';
import { once } from '../../../lib/once.ts';
import { eraseAnswers } from '../answers/erase-answers.ts';
import { forLists } from '../core/mask-text.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const packSchema = z.object({
  kind: z.literal('retention'),
  version: z.string(),
  terms: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      regimes: z.array(z.string()).min(1),
      years: z.number().int().min(1),
      from: z.literal('closing'),
      validFrom: day,
      validTo: day.optional(),
      legal: z.object({ text: z.string() }),
      toVerify: z.boolean().default(false),
    }),
  ),
});

type Pack = z.output<typeof packSchema>;

const retention = once((): Pack => {
  const source = new URL('../../../../packs/messages/retention/otklik-2026.json', import.meta.url);
  return packSchema.parse(JSON.parse(readFileSync(source, 'utf8')));
});

/** For each regime the last moment of closing whose term is over at `now`, with the line of the pack. */
export function retentionLimits(now: Date): { regime: string; before: Date; term: Pack['terms'][number] }[] {
  const today = localDate(now);
  return retention()
    .terms.filter((term) => holdsOn(term, today))
    .flatMap((term) => {
      const before = new Date(now);
      before.setUTCFullYear(before.getUTCFullYear() - term.years);
      return term.regimes.map((regime) => ({ regime, before, term }));
    });
}

export const retentionJob = defineJob('cases.retention', z.object({}));

/** Cases one run takes of each regime; the rest waits for the next night. */
const BATCH = 1000;

/**
 * Personal data past their storage term are erased: names, phones, e-mails, addresses of consents, the words of the
 * resident and of answers in which phones or e-mails stand, ratings' comments; the case itself stays for figures (152-ФЗ, ст. 5 ч. 7:
 * «уничтожению либо обезличиванию»). One journal record per case names the term and its article.
 */
export async function anonymise(ctx: Ctx): Promise<void> {
  for (const { regime, before, term } of retentionLimits(ctx.now)) {
    const rows = await ctx.db
      .selectFrom('cases.case_file')
      .select(['id', 'number', 'title', 'body'])
      .where('regime', '=', regime)
      .where('closed_at', '<', before)
      .where('anonymised_at', 'is', null)
      .where(owesNothing)
      .orderBy('closed_at')
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const row of rows) {
      await erase(ctx, row);
      await eraseAnswers(ctx, row.id, `retention:${term.id}`);
      ctx.audit({
        action: 'cases.anonymise',
        object: 'case',
        objectId: row.id,
        data: {
          number: row.number,
          term: term.id,
          years: term.years,
          legal: term.legal.text,
          pack: retention().version,
        },
      });
    }
  }
}

/** Nothing is erased while the law still asks something of the case, or of the one it is answered with. */
const owesNothing = sql<boolean>`NOT EXISTS (SELECT FROM cases.clock
    WHERE clock.case_id = cases.case_file.id AND clock.stopped_at IS NULL)
  AND NOT EXISTS (SELECT FROM cases.case_file AS whole
    WHERE whole.id IN (cases.case_file.merged_into, cases.case_file.parent_id) AND whole.closed_at IS NULL)`;

async function erase(ctx: Ctx, file: { id: string; title: string; body: string }): Promise<void> {
  await forgetSorted(ctx, [file.id]);
  await ctx.db
    .updateTable('cases.contact')
    .set({
      phone: null,
      email: null,
      person_name: null,
      resident_id: null,
      body: null,
      consent_ip: null,
      consent_agent: null,
      external_id: null,
      client_hash: null,
    })
    .where('case_id', '=', file.id)
    .execute();
  await ctx.db
    .updateTable('cases.case_file')
    .set({
      anonymised_at: ctx.now,
      resident_id: null,
      title: forLists(file.title),
      body: forLists(file.body),
    })
    .where('id', '=', file.id)
    .execute();
  // What the resident said later, and notes among staff, may hold anything: their words go, the lines stay.
  await sql`
    WITH unsaid AS (UPDATE cases.event SET text = NULL, data = data - 'answers' WHERE case_id = ${file.id}
      AND kind IN ('comment', 'note', 'details', 'rating')),
    unrated AS (UPDATE cases.rating SET comment = NULL WHERE case_id = ${file.id}),
    unnumbered AS (DELETE FROM cases.number_part WHERE case_id = ${file.id})
    DELETE FROM cases.search_document WHERE case_id = ${file.id}`.execute(ctx.db);
}
