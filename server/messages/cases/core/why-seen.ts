import type { explainAccess } from '../../../../shared/contract/messages/cases-explain.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { findRole, findUnit, type UnitInfo } from '../../../base/identity/index.ts';
import { findBlock } from '../../../base/taxonomy/index.ts';
import { districtTitle } from '../../../base/territory/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { type Ctx, isStaff, type StaffActor } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { isExecutorOnly, ownCases, permissionsOn } from './reach.ts';

type Explain = typeof explainAccess;
type Reason = RouteReplyInput<Explain>['grants'][number];

interface Located {
  block: string | null;
  district_id: string | null;
  executor_unit_id: string | null;
}

/**
 * «Почему я это вижу»: each role of the reader against this case, by the very limits `ownCases` asks of it. A case out of
 * reach answers as one that is not there.
 */
export async function explainReach(
  ctx: Ctx,
  { params }: HandlerInput<Explain>,
  { services }: Exchange,
): Promise<RouteReplyInput<Explain>> {
  const { actor } = ctx;
  const file = await ctx.db
    .selectFrom('cases.case_file')
    .select(['block', 'district_id', 'executor_unit_id'])
    .where('cases.case_file.id', '=', params.id)
    .where(ownCases(actor))
    .executeTakeFirst();
  if (!file || !isStaff(actor))
    throw new AppError('cases.not-found', 'Такого дела нет или его ведут другие.');
  const grants = actor.grants ?? [
    ...actor.roles.map((role) => ({ role, blocks: actor.blocks, districts: actor.districts })),
  ];
  const unit = file.executor_unit_id ? await findUnit(ctx.db, file.executor_unit_id) : undefined;
  const titles = [...permissionsOn(actor, file)].filter((name) => name.startsWith('cases.'));
  return {
    grants: grants.flatMap((grant) => describeGrant(actor, grant, file, unit)),
    permissions: titles.map((name) => services.permissionTitles.get(name) ?? name),
  };
}

type Grant = NonNullable<StaffActor['grants']>[number];

function describeGrant(actor: StaffActor, grant: Grant, file: Located, unit: UnitInfo | undefined): Reason[] {
  const role = findRole(grant.role);
  if (!role?.permissions.includes('cases.read')) return [];
  const limits = [
    describeBlocks(grant.blocks, file.block),
    describeDistricts(grant.districts, file.district_id),
    ...(isExecutorOnly(new Set(role.permissions)) ? [describeUnit(actor, unit)] : []),
  ];
  return [{ role: role.title, isEnough: limits.every(({ holds }) => holds), limits }];
}

type Limit = Reason['limits'][number];

function describeBlocks(blocks: readonly string[], block: string | null): Limit {
  if (blocks.length === 0) return { text: 'Роль дана на все блоки', holds: true };
  if (block === null)
    return { text: 'Тема дела ещё не названа: пока её нет, блок никого не ограничивает', holds: true };
  const title = findBlock(block)?.title ?? block;
  return blocks.includes(block)
    ? { text: `Блок «${title}» входит в роль`, holds: true }
    : { text: `Блок «${title}» в роль не входит`, holds: false };
}

function describeDistricts(districts: readonly string[], district: string | null): Limit {
  if (districts.length === 0) return { text: 'Роль дана на весь город', holds: true };
  if (district === null)
    return {
      text: 'Место дела ещё неизвестно: пока его нет, территория никого не ограничивает',
      holds: true,
    };
  const title = districtTitle(district);
  return districts.some((id) => district === id || district.startsWith(`${id}.`))
    ? { text: `Территория «${title}» входит в роль`, holds: true }
    : { text: `Территория «${title}» в роль не входит`, holds: false };
}

function describeUnit(actor: StaffActor, unit: UnitInfo | undefined): Limit {
  if (!unit) return { text: 'Исполнитель не назначен: роль видит дела своего подразделения', holds: false };
  const { id, shortTitle } = unit;
  return actor.unitIds.includes(id)
    ? { text: `Дело у вашего подразделения: ${shortTitle}`, holds: true }
    : { text: `Дело у другого подразделения: ${shortTitle}`, holds: false };
}
