import type { HealthState } from '../../../shared/contract/base/health.ts';
import { HOUR } from '../../../shared/time.ts';
import { type HealthCheck, healthCheck, outsideCheck } from '../../lib/health/health-check.ts';
import { type HealthReport, joinReports, runChecks, sortTroubles } from '../../lib/health/run-checks.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { defineState } from '../../lib/module/state.ts';
import { machineChecks } from './machine-checks.ts';

/** When this server first saw each trouble that is there. */
const seenSince = defineState<Map<string, Date>>('health.seen', () => new Map());

/** Everything that is looked at in a running installation: the machine, and what each module knows. */
export const listChecks = ({ ports }: Pick<Ctx, 'ports'>): HealthCheck[] => [
  ...machineChecks,
  ...ports.list(healthCheck),
];

/** Others are asked once in so long, ms: a mail server shuts out who knocks with a wrong password again and again. */
const OUTSIDE_EVERY = HOUR;

/** What others said when they were last asked, by the clock of the process. */
export const lastOutside = defineState<{ at: number; report: HealthReport }>('health.outside', () => ({
  at: Number.NEGATIVE_INFINITY,
  report: { troubles: [], well: [], unjudged: [], checked: 0 },
}));

async function askOutside(ctx: Ctx): Promise<HealthReport> {
  const last = lastOutside.of(ctx);
  if (performance.now() - last.at < OUTSIDE_EVERY) return last.report;
  // Marked before it is asked: many look at once.
  last.at = performance.now();
  last.report = await runChecks(ctx.ports.list(outsideCheck), ctx);
  return last.report;
}

/** Asks every check. `ctx` is no transaction: a question that fails there would fail all after it. */
export async function gatherHealth(ctx: Ctx): Promise<HealthReport> {
  return joinReports(await Promise.all([runChecks(listChecks(ctx), ctx), askOutside(ctx)]));
}

function rememberTroubles(ctx: Ctx, ids: readonly string[]): ReadonlyMap<string, Date> {
  const seen = seenSince.of(ctx);
  for (const id of seen.keys()) if (!ids.includes(id)) seen.delete(id);
  for (const id of ids) if (!seen.has(id)) seen.set(id, ctx.now);
  return seen;
}

/** The report with how long each trouble has been seen, the newest of a severity first. */
export async function describeHealth(ctx: Ctx): Promise<HealthState> {
  const { troubles, well, unjudged, checked } = await gatherHealth(ctx);
  const seen = rememberTroubles(
    ctx,
    troubles.map(({ id }) => id),
  );
  const since = (id: string): Date => seen.get(id) ?? ctx.now;
  const newest = troubles.toSorted((a, b) => since(b.id).getTime() - since(a.id).getTime());
  return {
    troubles: sortTroubles(newest).map(({ id, severity, title, words, cure, link }) => ({
      id,
      severity,
      title,
      words,
      cure,
      link: link ?? null,
      since: since(id).toISOString(),
    })),
    well,
    unjudged,
    checked,
    known: [...listChecks(ctx), ...ctx.ports.list(outsideCheck)].reduce(
      (sum, { faults }) => sum + Object.keys(faults).length,
      0,
    ),
    asOf: ctx.now.toISOString(),
  };
}
