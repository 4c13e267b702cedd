import type { Cabinet, CabinetConnection } from '../../../../shared/contract/pages/gospubliki-cabinet.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { type Ctx, hasPermission } from '../../../lib/module/context.ts';
import { readPlaces } from '../../publications/index.ts';
import { judgeProof, readProof } from '../../register/index.ts';
import { gospublikiToday } from '../pack.ts';
import { historyOf } from '../store.ts';
import { judgeAccess } from './access.ts';
import { type CabinetPersonRow, cabinetPeople, findCabinet } from './rows.ts';

/** The check of the register that proves the connection. */
const CONNECTED = 'connected';

/** Pages of the register as they are connected to the cabinet, in the order of the register. */
export async function readConnections(ctx: Ctx): Promise<CabinetConnection[]> {
  const places = [...(await readPlaces(ctx)).values()];
  const today = localDate(ctx.now);
  const looks = await readProof(
    ctx,
    places.map(({ page }) => page.id),
    ctx.now,
  );
  return places.map(({ page, title }) => {
    const found = judgeProof(looks.get(page.id), today).find(({ check }) => check.id === CONNECTED);
    return {
      pageId: page.id,
      title,
      gosId: page.gos_id,
      state: found?.state ?? 'unseen',
      takenOn: found?.look?.taken_on ?? null,
    };
  });
}

async function namesOf(ctx: Ctx, people: readonly CabinetPersonRow[]): Promise<Map<string, string>> {
  if (people.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('identity.v_person')
    .select(['id', 'short_name'])
    .where(
      'id',
      'in',
      people.map(({ person_id: id }) => id),
    )
    .execute();
  return new Map(rows.map((row) => [row.id ?? '', row.short_name ?? '']));
}

/** Which secrets are kept; told to whoever may keep them, their content to nobody. */
async function presentSecrets(ctx: Ctx): Promise<Cabinet['secrets']> {
  if (!hasPermission(ctx, 'gospubliki.keep')) return [];
  const rows = await ctx.db
    .selectFrom('gospubliki.secret')
    .select(['name', 'entered_at', 'entered_by_name'])
    .execute();
  return gospublikiToday(ctx).secrets.map(({ id, title }) => {
    const row = rows.find(({ name }) => name === id);
    return {
      id,
      title,
      enteredAt: row?.entered_at.toISOString() ?? null,
      enteredBy: row?.entered_by_name ?? '',
    };
  });
}

export async function presentCabinet(ctx: Ctx): Promise<Cabinet> {
  const cabinet = await findCabinet(ctx);
  const people = await cabinetPeople(ctx);
  const names = await namesOf(ctx, people);
  const today = localDate(ctx.now);
  const { warnDays } = gospublikiToday(ctx).access;
  const connections = await readConnections(ctx);
  return {
    organisation: cabinet.organisation,
    address: cabinet.address,
    note: cabinet.note,
    people: people.map((row) => ({
      id: row.id,
      personId: row.person_id,
      name: names.get(row.person_id) ?? '',
      duty: row.duty,
      accessUntil: row.access_until,
      access: judgeAccess(row.access_until, today, warnDays),
    })),
    secrets: await presentSecrets(ctx),
    connections,
    connected: connections.filter(({ state }) => state === 'there').length,
    warnDays,
    history: await historyOf(ctx, cabinet.id),
    version: cabinet.version,
    can: hasPermission(ctx, 'gospubliki.keep') ? ['keep'] : [],
  };
}
