import { Gauge } from 'prom-client';
import { z } from 'zod';
import type { BackupTrouble } from '../../../shared/contract/base/backups.ts';
import { formatTime } from '../../../shared/text/dates.ts';
import { HOUR } from '../../../shared/time.ts';
import { cityDay, readCity } from '../../lib/city.ts';
import { registry } from '../../lib/metrics.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { listStaffRecipients } from '../identity/index.ts';
import { sendLetters } from '../outbox/index.ts';
import { judgeBackups } from './judge.ts';
import { readKnown, requestWork } from './state.ts';

export const watchBackupsJob = defineJob('backups.watch', z.object({}));
export const nightlyBackupsJob = defineJob('backups.nightly', z.object({}));

const troublesGauge = new Gauge({
  name: 'otklik_backup_troubles',
  help: 'What is wrong with backups now; 0 = nothing',
  registers: [registry],
});
const lagGauge = new Gauge({
  name: 'otklik_backup_lag_seconds',
  help: 'How far the last moment that can be returned to lies behind, as the keeper told last',
  registers: [registry],
});

/** Hour of the city at which a copy is taken and checked. */
const NIGHT = 3;

/** Tells administrators of what is wrong with copies, once for each trouble; one that has passed is forgotten. */
export async function watchBackups(ctx: Ctx): Promise<void> {
  if (ctx.config.backups !== 'kept') return;
  const known = await readKnown(ctx);
  const troubles = judgeBackups(known, ctx.now);
  troublesGauge.set(troubles.length);
  const last = known.told?.facts.spans.at(-1)?.to;
  if (last !== undefined) lagGauge.set(Math.max(0, (ctx.now.getTime() - last) / 1000));
  const told = await ctx.db.selectFrom('backups.fault').select('code').forUpdate().execute();
  const passed = told
    .map(({ code }) => code)
    .filter((code) => !troubles.some((trouble) => trouble.code === code));
  if (passed.length > 0) await ctx.db.deleteFrom('backups.fault').where('code', 'in', passed).execute();
  const fresh = troubles.filter(({ code }) => !told.some((fault) => fault.code === code));
  if (fresh.length === 0) return;
  await ctx.db
    .insertInto('backups.fault')
    .values(fresh.map(({ code }) => ({ code, since: ctx.now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tell(ctx, fresh);
}

async function tell(ctx: Ctx, troubles: readonly BackupTrouble[]): Promise<void> {
  const staff = await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now));
  const administrators = [...staff.values()].filter(({ grants }) =>
    grants.some(({ role }) => role === 'admin'),
  );
  const where = `Все подробности: ${ctx.config.publicUrl}/staff/backups`;
  await sendLetters(
    ctx,
    troubles.flatMap(({ title, words, cure }) =>
      administrators.map(({ email }) => ({
        channel: 'email' as const,
        recipient: email,
        subject: `Резервные копии: ${title}`,
        text: [`${title}.`, words, `Что делать: ${cure}`, where].filter(Boolean).join(' '),
        purpose: 'backup-fault' as const,
      })),
    ),
  );
}

/** Each hour; in the third of the city's night it asks for a copy and its check, once a night however often it runs. */
export async function askEachNight(ctx: Ctx): Promise<void> {
  if (
    ctx.config.backups !== 'kept' ||
    Number.parseInt(formatTime(ctx.now, readCity(ctx.config).zone), 10) !== NIGHT
  )
    return;
  const recent = await ctx.db
    .selectFrom('backups.run')
    .select('id')
    .where('kind', '=', 'check')
    .where('began_at', '>', new Date(ctx.now.getTime() - HOUR))
    .limit(1)
    .executeTakeFirst();
  if (recent) return;
  await requestWork(ctx, 'take');
  await requestWork(ctx, 'check');
}
