import { sql } from 'kysely';
import { z } from 'zod';
import { formerTerm, placesLine, termWords } from '../../../shared/text/messages/outages.ts';
import { capitalise } from '../../../shared/text/words.ts';
import { residentEmails } from '../../base/identity/index.ts';
import { sendLetters } from '../../base/outbox/index.ts';
import { readCity } from '../../lib/city.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { coverOf } from './coverage.ts';
import { coveringPlace } from './read-places.ts';
import { findOutage, type OutageRow, presentOutage } from './rows.ts';
import { askedPlace } from './running.ts';

const news = z.enum(['new', 'moved', 'ended', 'cancelled']);
export type OutageNews = z.infer<typeof news>;

/** Letters about an outage to residents of its houses; after the commit, for a city has many. */
export const tellHomesJob = defineJob('outages.tell-homes', z.object({ outageId: z.uuid(), news }));

/** Each resident once, whichever of their houses are off. What is over already is news to nobody. */
export async function tellHomes(
  ctx: Ctx,
  { outageId, news: what }: z.output<typeof tellHomesJob.payload>,
): Promise<void> {
  const outage = await findOutage(ctx, outageId);
  const isOver = outage.ended_at !== null || outage.cancelled_at !== null;
  if (isOver && (what === 'new' || what === 'moved')) return;
  const homes = await findHomes(ctx, outage);
  const emails = await residentEmails(ctx.db, [...homes.keys()]);
  await sendLetters(
    ctx,
    [...homes].flatMap(([residentId, label]) => {
      const recipient = emails.get(residentId);
      if (!recipient) return [];
      return [
        {
          channel: 'email' as const,
          recipient,
          purpose: 'outage-at-home' as const,
          ...writeLetter(ctx, outage, what, label),
        },
      ];
    }),
  );
}

/** Residents with a house of theirs that is off. Plan: home_street; all of them where whole districts are. */
async function findHomes(ctx: Ctx, { places }: OutageRow): Promise<Map<string, string>> {
  const streets = places.filter(({ kind }) => kind === 'street').map(({ place_id }) => place_id);
  const hasDistricts = places.some(({ kind }) => kind === 'district');
  const rows = await ctx.db
    .selectFrom('outages.home')
    .select(['resident_id', 'street_id', 'house', 'district_id', 'label'])
    .where(sql<boolean>`(${hasDistricts} OR street_id = ANY(${streets}::text[]))`)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  const covering = places.map(coveringPlace);
  return new Map(
    rows
      .filter(({ street_id, house, district_id }) =>
        coverOf(covering, askedPlace({ streetId: street_id, house, districtId: district_id })),
      )
      .map(({ resident_id, label }) => [resident_id, label]),
  );
}

function writeLetter(
  ctx: Ctx,
  row: OutageRow,
  what: OutageNews,
  label: string,
): { subject: string; text: string } {
  const { zone } = readCity(ctx.config);
  const outage = presentOutage(row, ctx.now);
  const term = termWords(outage, zone, ctx.now);
  const last = outage.moves.at(-1);
  const first = {
    new: `${outage.title}: ${label}. ${term}.`,
    moved: `Срок перенесли: ${label}. ${outage.title}. ${term}.${last ? ` Прежний срок — ${formerTerm(last.until, zone, ctx.now)}. Причина: ${last.reason}.` : ''}`,
    ended: `Отключение закончилось: ${label}. ${term}. Если у вас всё ещё нет, сообщите: ${ctx.config.publicUrl}/new`,
    cancelled: `Отключение отменено: ${label}. ${row.cancel_reason ? `${capitalise(row.cancel_reason)}.` : ''}`,
  }[what];
  const about = `Где: ${placesLine(outage.places)}. Причина: ${outage.reason}. Чинит ${outage.repairer}.`;
  const subjects = {
    new: outage.title,
    moved: 'Срок отключения перенесли',
    ended: 'Отключение закончилось',
    cancelled: 'Отключение отменено',
  };
  return {
    subject: `${subjects[what]}: ${label}`,
    text: [
      first.trim(),
      ...(what === 'new' || what === 'moved' ? [about] : []),
      `Все отключения: ${ctx.config.publicUrl}/outages. Письма о доме включены в вашем кабинете: ${ctx.config.publicUrl}/me`,
    ].join('\n\n'),
  };
}
