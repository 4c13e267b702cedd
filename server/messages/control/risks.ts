import { sql } from 'kysely';
import { z } from 'zod';
import type { listRisks as listRisksRoute } from '../../../shared/contract/messages/control.ts';
import type { RouteReplyInput } from '../../../shared/contract/route.ts';
import { counted } from '../../../shared/text/plural.ts';
import { findBlock, findFact } from '../../base/taxonomy/index.ts';
import { readCity } from '../../lib/city.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { type LateRate, lateRates, type RiskCase, riskCases } from '../cases/index.ts';
import { foretell, LEAST, type Rates, type RiskReason, rateKey } from './risk.ts';

export const learnJob = defineJob('control.learn', z.object({}));

/** How far back one learns, ms: half a year. */
const MEMORY = 182 * 86_400_000;
/** A night was missed when the rates are older than this, ms. */
const STALE = 26 * 3_600_000;
/** Nearest terms looked at, and cases shown. */
const LOOKED_AT = 300;
const SHOWN = 7;
/** Less than this nobody need be called for. */
const WORTH_SAYING = 0.15;

/** Every night: how often answers were late, by topic, body, load, weekday and time passed. */
export async function learnRates(ctx: Ctx): Promise<void> {
  const rates = await lateRates(ctx, new Date(ctx.now.getTime() - MEMORY), readCity(ctx.config).zone);
  await sql`
    WITH given AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(rates)}::json) AS given(dimension text, key text, total int, late int)
    ), gone AS (
      DELETE FROM control.rate WHERE (dimension, key) NOT IN (SELECT dimension, key FROM given)
    )
    INSERT INTO control.rate (dimension, key, total, late, learned_at)
    SELECT dimension, key, total, late, ${ctx.now} FROM given
    ON CONFLICT (dimension, key) DO UPDATE SET total = excluded.total, late = excluded.late, learned_at = excluded.learned_at`.execute(
    ctx.db,
  );
}

/** Learns outside its hour when there is nothing yet, or a night was missed. */
export async function learnIfStale(ctx: Ctx): Promise<void> {
  const last = await ctx.db
    .selectFrom('control.rate')
    .select('learned_at')
    .where('dimension', '=', 'all')
    .executeTakeFirst();
  if (!last || ctx.now.getTime() - last.learned_at.getTime() > STALE)
    ctx.enqueue(learnJob, {}, { key: learnJob.name });
}

type List = RouteReplyInput<typeof listRisksRoute>;

/** Route: the caller's cases most likely to be late, each with what makes it so. */
export async function listRisks(ctx: Ctx): Promise<List> {
  const [stored, files] = await Promise.all([
    ctx.db.selectFrom('control.rate').selectAll().execute(),
    riskCases(ctx, readCity(ctx.config).zone, LOOKED_AT),
  ]);
  const rates: Rates = new Map(
    stored.map(({ dimension, key, total, late }) => [
      rateKey(dimension as LateRate['dimension'], key),
      { total, late },
    ]),
  );
  const all = rates.get(rateKey('all', ''));
  const found = files.flatMap((file) => {
    const risk = foretell(rates, file, ctx.now);
    return risk && risk.probability >= WORTH_SAYING ? [{ file, risk }] : [];
  });
  found.sort((a, b) => b.risk.probability - a.risk.probability);
  return {
    learnedFrom: all && all.total >= LEAST ? all.total : null,
    rows: found.slice(0, SHOWN).map(({ file, risk }) => ({
      id: file.id,
      number: file.number,
      title: file.title,
      unit: file.unit,
      dueAt: file.dueAt.toISOString(),
      percent: Math.round(risk.probability * 100),
      reasons: risk.reasons.map((reason) => describeReason(reason, file, risk.mean)),
    })),
  };
}

const percent = (share: number): string => `${Math.round(share * 100)}\u00a0%`;
const weekdays = [
  'в понедельник',
  'во вторник',
  'в среду',
  'в четверг',
  'в пятницу',
  'в субботу',
  'в воскресенье',
];

/** A reason in words, with the figures it stands on. */
function describeReason({ kind, rate, facts }: RiskReason, file: RiskCase, mean: number): string {
  const late = `опаздывают ${percent(rate)} ответов, в среднем ${percent(mean)}`;
  switch (kind) {
    case 'passed':
      return `прошло ${percent(facts.passed ?? 0)} срока: из не отвеченных к этому времени опоздали ${percent(rate)}`;
    case 'fact':
      return `тема «${findFact(file.factId!)?.shortTitle ?? file.factId}»: ${late}`;
    case 'block':
      return `блок «${findBlock(file.block!)?.shortTitle ?? file.block}»: ${late}`;
    case 'unit':
      return `${file.unit ?? 'исполнитель'}: ${late}`;
    case 'load':
      return `нагрузка: у исполнителя ${counted(facts.load ?? 0, 'дело', 'дела', 'дел')} в работе, обычно ${facts.usual}`;
    case 'weekday':
      return `начато ${weekdays[file.weekday - 1]}: ${late}`;
  }
}
