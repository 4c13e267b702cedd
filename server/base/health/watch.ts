import { Gauge } from 'prom-client';
import { z } from 'zod';
import { registry } from '../../lib/metrics.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { runQuery, type Services } from '../../lib/module/unit-of-work.ts';
import { describeHealth } from './gather.ts';

export const watchHealthJob = defineJob('health.watch', z.object({}));

const troublesGauge = new Gauge({
  name: 'otklik_health_troubles',
  help: 'What is wrong with the installation now, by severity; 0 = nothing. npm run doctor says what and how to cure it',
  labelNames: ['severity'] as const,
  registers: [registry],
});

/** Job: counts what is wrong. Its questions stand outside the transaction of the job: one that fails fails alone. */
export async function watchHealth({ actor }: Ctx, _: unknown, services: Services): Promise<void> {
  const caller = { actor, requestId: 'job:health', ip: '' };
  const { troubles } = await runQuery(services, caller, describeHealth);
  for (const severity of ['error', 'warning'] as const)
    troublesGauge.set({ severity }, troubles.filter((one) => one.severity === severity).length);
}
