import type { HealthState } from '../../../shared/contract/base/health.ts';
import { type HealthCheck, healthCheck } from '../../lib/health/health-check.ts';
import { type HealthReport, runChecks, sortTroubles } from '../../lib/health/run-checks.ts';
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

/** Asks every check. `ctx` is no transaction: a question that fails there would fail all after it. */
export const gatherHealth = (ctx: Ctx): Promise<HealthReport> => runChecks(listChecks(ctx), ctx);

function rememberTroubles(ctx: Ctx, ids: readonly string[]): ReadonlyMap<string, Date> {
  const seen = seenSince.of(ctx);
  for (const id of seen.keys()) if (!ids.includes(id)) seen.delete(id);
  for (const id of ids) if (!seen.has(id)) seen.set(id, ctx.now);
  return seen;
}

/** The report with how long each trouble has been seen, the newest of a severity first. */
export async function describeHealth(ctx: Ctx): Promise<HealthState> {
  const { troubles, well, checked } = await gatherHealth(ctx);
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
    checked,
    known: listChecks(ctx).reduce((sum, { faults }) => sum + Object.keys(faults).length, 0),
    asOf: ctx.now.toISOString(),
  };
}
