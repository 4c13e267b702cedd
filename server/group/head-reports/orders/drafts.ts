import type { OrderDraft } from '../../../../shared/contract/group/orders.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { addWorkingDays } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { ToldBurst } from '../../../messages/problems/index.ts';
import type { ToldConflict } from '../../../monitoring/conflicts/index.ts';
import { type Executor, findExecutors, type Work } from './executors.ts';

/** Working days an order begins with, by how it burns. */
export const SOON = 2;
export const LATER = 5;

/** A red zone as an order speaks of it. */
export interface OrderedZone {
  id: string;
  /** «Синарский район, Дороги». */
  title: string;
  /** The smallest district it lies in; null = in none. */
  districtId: string | null;
  block: string;
  opened_on: string;
  owner_id: string | null;
  owner_name: string | null;
  exit_on: string | null;
}

/** What «Дать поручение» begins with on each burst, by its id; whoever carries out most of such cases there is to answer. */
export async function draftForBursts(
  ctx: Ctx,
  today: string,
  bursts: readonly ToldBurst[],
): Promise<ReadonlyMap<string, OrderDraft>> {
  const executors = await findExecutors(ctx, bursts.map(workOfBurst));
  return new Map(
    bursts.map((burst) => [burst.id, draftForBurst(burst, today, executors.get(burst.id) ?? null)]),
  );
}

const workOfBurst = ({ id, block, factId, districtId }: ToldBurst): Work => ({
  id,
  block,
  factId,
  districtId,
});

const draftForBurst = (burst: ToldBurst, today: string, responsible: Executor | null): OrderDraft => ({
  text: `Разобраться со всплеском сообщений: ${burst.title}. Назвать причину и срок.`,
  expectedResult: 'Причина и срок названы, жителям отвечено',
  dueOn: addWorkingDays(today, SOON),
  responsible,
  link: { kind: 'burst', targetId: burst.id },
});

/** The same of red zones: its owner answers, else whoever carries out most of its cases. */
export async function draftForZones(
  ctx: Ctx,
  today: string,
  zones: readonly OrderedZone[],
): Promise<ReadonlyMap<string, OrderDraft>> {
  const ownerless = zones.filter(({ owner_id }) => owner_id === null);
  const executors = await findExecutors(
    ctx,
    ownerless.map(({ id, block, districtId }) => ({ id, block, factId: null, districtId })),
  );
  return new Map(zones.map((zone) => [zone.id, draftForZone(zone, today, executors.get(zone.id) ?? null)]));
}

function draftForZone(zone: OrderedZone, today: string, executor: Executor | null): OrderDraft {
  const { title, exit_on, owner_id, owner_name } = zone;
  const isLate = exit_on !== null && exit_on < today;
  return {
    text: isLate
      ? `Доложить, почему зона «${title}» не вышла из красной к ${formatDay(exit_on)}, и назвать новый день.`
      : exit_on !== null
        ? `Доложить о ходе выхода зоны «${title}» из красной: что сделано, что мешает успеть к ${formatDay(exit_on)}.`
        : `Составить план выхода зоны «${title}» из красной: причина, меры, день.`,
    expectedResult:
      exit_on !== null && !isLate ? 'Доклад с тем, что сделано' : 'План с днём выхода в карточке зоны',
    dueOn: addWorkingDays(today, isLate ? SOON : LATER),
    responsible: owner_id ? { id: owner_id, name: owner_name ?? '' } : executor,
    link: { kind: 'zone', targetId: zone.id },
  };
}

/** The same of conflicts: whoever carries out most of the cases of its topic and place there. */
export async function draftForConflicts(
  ctx: Ctx,
  today: string,
  conflicts: readonly ToldConflict[],
): Promise<ReadonlyMap<string, OrderDraft>> {
  const placed = conflicts.flatMap(({ id, block, factId, districtId }) =>
    block === null ? [] : [{ id, block, factId, districtId }],
  );
  const executors = await findExecutors(ctx, placed);
  return new Map(
    conflicts.map(({ id, number, title }) => [
      id,
      {
        text: `Уладить конфликт № ${number} «${title}»: выяснить, что верно, и дать один ответ.`,
        expectedResult: 'Ответ исправлен, людям сказано, что и когда будет сделано',
        dueOn: addWorkingDays(today, 0),
        responsible: executors.get(id) ?? null,
        link: { kind: 'conflict', targetId: id },
      },
    ]),
  );
}
