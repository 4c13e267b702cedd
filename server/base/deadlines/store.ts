import { sql } from 'kysely';
import { readCity } from '../../lib/city.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Services } from '../../lib/module/unit-of-work.ts';
import { createReferenceData } from '../../lib/reference-data.ts';
import { createTakeOver } from '../../lib/take-over.ts';
import { type CalendarYear, calendarYearSchema } from './calendar/calendar-pack.ts';
import { type LadderVersion, ladderVersionSchema } from './ladder.ts';
import { loadReference } from './reference-data.ts';
import { type RuleEntry, ruleEntrySchema } from './rules.ts';

const loaded = createReferenceData<string>('startReference has not run');
const takeOver = createTakeOver('правила сроков не перечитаны');

/** Changes with every saved entry, and with the zone the first card of a city names. Plan: the ends of three primary keys. */
async function readStamp({ database: db, config }: Pick<Services, 'database' | 'config'>): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    SELECT coalesce((SELECT max(id) FROM deadlines.rule_entry), 0) || ' ' ||
      coalesce((SELECT max(id) FROM deadlines.calendar_year), 0) || ' ' ||
      coalesce((SELECT max(id) FROM deadlines.ladder_entry), 0) AS stamp`.execute(db);
  return `${firstRow(rows).stamp} ${readCity(config).zone}`;
}

/** Loads the shipped packs with the administrator's entries over them: call it after the commit of a change. */
export async function loadStored(services: Services): Promise<void> {
  const { database, config } = services;
  const stamp = await readStamp(services);
  const rules = await database.selectFrom('deadlines.rule_entry').select('entry').orderBy('id').execute();
  const years = await database.selectFrom('deadlines.calendar_year').select('data').orderBy('id').execute();
  const ladders = await database.selectFrom('deadlines.ladder_entry').select('entry').orderBy('id').execute();
  loadReference(readCity(config).zone, {
    rules: rules.map(({ entry }) => ruleEntrySchema.parse(entry)),
    years: years.map(({ data }) => calendarYearSchema.parse(data)),
    ladders: ladders.map(({ entry }) => ladderVersionSchema.parse(entry)),
  });
  loaded.put(stamp);
}

/** Loads, and goes on taking over what other processes have put in force. */
export async function startReference(services: Services): Promise<void> {
  await loadStored(services);
  takeOver.start(services.log, () => refresh(services));
}

async function refresh(services: Services): Promise<void> {
  if ((await readStamp(services)) !== loaded.get()) await loadStored(services);
}

export const stopReference = (): Promise<void> => takeOver.stop();

const savedBy = (ctx: Ctx) => ({
  saved_by: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
  saved_at: ctx.now,
});

/** Keeps new versions of rules, in the caller's transaction. */
export async function storeRules(ctx: Ctx, entries: readonly RuleEntry[], reason: string): Promise<void> {
  await ctx.db
    .insertInto('deadlines.rule_entry')
    .values(
      entries.map((entry) => ({
        rule_id: entry.id,
        version: entry.version,
        valid_from: entry.validFrom,
        entry: JSON.stringify(entry),
        reason,
        ...savedBy(ctx),
      })),
    )
    .execute();
  for (const { id, version, validFrom } of entries)
    ctx.audit({
      action: 'deadlines.change-rule',
      object: 'rule',
      objectId: id,
      data: { version, validFrom },
    });
}

/** Keeps a new version of the ladder, in the caller's transaction. */
export async function storeLadder(ctx: Ctx, entry: LadderVersion, reason: string): Promise<void> {
  const { version, validFrom } = entry;
  await ctx.db
    .insertInto('deadlines.ladder_entry')
    .values({ version, valid_from: validFrom, entry: JSON.stringify(entry), reason, ...savedBy(ctx) })
    .execute();
  ctx.audit({ action: 'deadlines.change-ladder', object: 'rule', objectId: 'escalation', data: { version } });
}

/** Keeps a year of the calendar, in the caller's transaction. */
export async function storeYear(ctx: Ctx, data: CalendarYear, source: string): Promise<void> {
  await ctx.db
    .insertInto('deadlines.calendar_year')
    .values({ year: data.year, data: JSON.stringify(data), source, ...savedBy(ctx) })
    .execute();
  ctx.audit({
    action: 'deadlines.import-year',
    object: 'calendar',
    objectId: String(data.year),
    data: { workingDays: data.workingDays },
  });
}
