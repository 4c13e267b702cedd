import type * as contract from '../../../shared/contract/messages/outages.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { localDayStart } from '../../base/deadlines/index.ts';
import { findUnit } from '../../base/identity/index.ts';
import { AppError, badField } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { readForStaff } from './desk.ts';
import { peopleOfProblem } from './of-problem.ts';
import { findResource, rulesToday } from './pack.ts';
import { mayKeep } from './reach.ts';
import { districtsOf, readAddresses, readDistricts, type StoredPlace } from './read-places.ts';
import { lockOutage } from './rows.ts';
import { addTerm, insertOutage, replacePlaces, updateOutage } from './store.ts';
import { tellHomesJob } from './tell-homes.ts';

type Outage = contract.StaffOutage;

/** The moment a local day and a time of it mean. */
function momentOf(day: string, time: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(localDayStart(day).getTime() + (hours * 60 + minutes) * 60_000);
}

/** Both or neither: a day without a time is no term. */
function termOf({ untilOn, untilAt }: { untilOn: string | null; untilAt: string | null }): Date | null {
  if (untilOn && untilAt) return momentOf(untilOn, untilAt);
  if (untilOn) throw badField('untilAt', 'Напишите и время');
  if (untilAt) throw badField('untilOn', 'Напишите и день');
  return null;
}

function requireAfter(until: Date | null, begins: Date): void {
  if (until && until <= begins) throw badField('untilOn', 'Срок — позже начала');
}

/** The places of the form; every line that is not understood is told at once. */
function placesOf(body: { addresses: string; wholeDistricts: readonly string[] }): StoredPlace[] {
  const streets = readAddresses(body.addresses);
  const districts = readDistricts(body.wholeDistricts);
  const wrong = streets.wrong.slice(0, 5).map(({ line, words }) => `Строка ${line}: ${words}.`);
  if (wrong.length > 0) throw badField('addresses', wrong.join(' '));
  if (districts.wrong[0]) throw badField('wholeDistricts', districts.wrong[0]);
  const places = [...districts.places, ...streets.places];
  if (places.length === 0) throw badField('addresses', 'Напишите улицы с домами или отметьте район');
  return places;
}

/** Who mends, in words for residents. */
async function repairerOf(
  { db }: Ctx,
  { unitId, repairer }: { unitId: string | null; repairer: string },
): Promise<string> {
  const unit = unitId === null ? undefined : await findUnit(db, unitId);
  if (unitId !== null && !unit) throw badField('unitId', 'Такого подразделения нет');
  const words = repairer || unit?.shortTitle;
  if (!words) throw badField('repairer', 'Напишите, кто чинит, или выберите подразделение');
  return words;
}

/** Refuses what lies beyond the caller's blocks or districts. */
function requireReach(ctx: Ctx, block: string, districtIds: readonly string[]): void {
  if (!mayKeep(ctx.actor, { block, districtIds }))
    throw new AppError(
      'lib.forbidden',
      'Отключения этого блока или района ведут другие: у вас здесь нет такого права.',
    );
}

/** Route. */
export async function createOutage(
  ctx: Ctx,
  { body }: Pick<HandlerInput<typeof contract.createOutage>, 'body'>,
): Promise<Outage> {
  const resource = rulesToday(ctx).resources.find(({ id }) => id === body.resource);
  if (!resource) throw badField('resource', 'Выберите, чего нет');
  const begins = momentOf(body.beginsOn, body.beginsAt);
  const until = termOf(body);
  requireAfter(until, begins);
  const places = placesOf(body);
  const districts = districtsOf(places);
  requireReach(ctx, resource.block, districts);
  const id = await insertOutage(ctx, {
    resource: resource.id,
    block: resource.block,
    is_planned: body.isPlanned,
    reason: body.reason,
    unit_id: body.unitId,
    repairer: await repairerOf(ctx, body),
    begins_at: begins,
    until_at: until,
    places,
    district_ids: districts,
    problem_id: body.problemId,
    people_before: body.problemId === null ? 0 : await peopleOfProblem(ctx, body.problemId),
  });
  ctx.audit({ action: 'outages.create', object: 'outage', objectId: id, data: { resource: resource.id } });
  ctx.enqueue(tellHomesJob, { outageId: id, news: 'new' });
  return readForStaff(ctx, id);
}

/** Route: everything but the term, which is moved with a reason. */
export async function changeOutage(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.changeOutage>,
): Promise<Outage> {
  const outage = await lockOutage(ctx, params.id, body.version);
  const begins = momentOf(body.beginsOn, body.beginsAt);
  requireAfter(outage.until_at, begins);
  const places = placesOf(body);
  const districts = districtsOf(places);
  requireReach(ctx, outage.block, districts);
  await replacePlaces(ctx, outage.id, places);
  await updateOutage(ctx, outage, {
    is_planned: body.isPlanned,
    reason: body.reason,
    unit_id: body.unitId,
    repairer: await repairerOf(ctx, body),
    begins_at: begins,
    district_ids: districts,
  });
  ctx.audit({ action: 'outages.change', object: 'outage', objectId: outage.id });
  return readForStaff(ctx, outage.id);
}

/** Route: the former term stays shown, with why it was left. */
export async function moveTerm(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.moveOutageTerm>,
): Promise<Outage> {
  const outage = await lockOutage(ctx, params.id, body.version);
  const until = termOf(body);
  requireAfter(until, outage.begins_at);
  if (until && until <= ctx.now)
    throw badField('untilOn', 'Новый срок — впереди: прошедший никому ничего не скажет');
  if (until?.getTime() === outage.until_at?.getTime()) throw badField('untilOn', 'Это тот же срок');
  await addTerm(ctx, outage.id, until, body.reason);
  await updateOutage(ctx, outage, { until_at: until });
  ctx.audit({
    action: 'outages.move-term',
    object: 'outage',
    objectId: outage.id,
    data: { until: until?.toISOString() ?? null },
  });
  ctx.enqueue(tellHomesJob, { outageId: outage.id, news: 'moved' });
  return readForStaff(ctx, outage.id);
}

/** Route: the crew has come; said once. */
export async function markOnSite(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.markOnSite>,
): Promise<Outage> {
  const outage = await lockOutage(ctx, params.id, body.version);
  requireBegun(ctx, outage);
  if (outage.on_site_at) throw new AppError('lib.conflict', 'Уже отмечено: бригада на месте.');
  await updateOutage(ctx, outage, { on_site_at: ctx.now });
  ctx.audit({ action: 'outages.on-site', object: 'outage', objectId: outage.id });
  return readForStaff(ctx, outage.id);
}

/** Route: given back. */
export async function endOutage(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.endOutage>,
): Promise<Outage> {
  const outage = await lockOutage(ctx, params.id, body.version);
  requireBegun(ctx, outage);
  await updateOutage(ctx, outage, { ended_at: ctx.now });
  ctx.audit({ action: 'outages.end', object: 'outage', objectId: outage.id });
  ctx.enqueue(tellHomesJob, { outageId: outage.id, news: 'ended' });
  return readForStaff(ctx, outage.id);
}

function requireBegun(ctx: Ctx, { begins_at: begins }: { begins_at: Date }): void {
  if (begins > ctx.now)
    throw new AppError('lib.conflict', 'Отключение ещё не началось. Если его не будет, отмените его.');
}

/** Route: it will not be, or was written by mistake. */
export async function cancelOutage(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.cancelOutage>,
): Promise<Outage> {
  const outage = await lockOutage(ctx, params.id, body.version);
  await updateOutage(ctx, outage, { cancelled_at: ctx.now, cancel_reason: body.reason });
  ctx.audit({
    action: 'outages.cancel',
    object: 'outage',
    objectId: outage.id,
    data: { resource: findResource(outage.resource)?.title ?? outage.resource },
  });
  ctx.enqueue(tellHomesJob, { outageId: outage.id, news: 'cancelled' });
  return readForStaff(ctx, outage.id);
}
