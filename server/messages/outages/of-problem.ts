import type * as contract from '../../../shared/contract/messages/outages.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { type HouseNumber, makeHouseKey, parseHouse } from '../../base/territory/index.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { readProblem } from '../problems/index.ts';
import { formatHouses } from './house-ranges.ts';
import { resourcesByWords } from './matter.ts';
import { rulesToday } from './pack.ts';
import { KEEP, mayKeep } from './reach.ts';
import { districtsOf, readAddresses } from './read-places.ts';

type Draft = typeof contract.draftOfProblem;

/** People of a problem the caller sees: they stand with the outage from its beginning. Throws `lib.not-found`. */
export const peopleOfProblem = async (ctx: Ctx, id: string): Promise<number> =>
  (await readProblem(ctx, id)).people;

/** Route: an outage as the messages of a problem tell of it, to be looked through and kept by one press. */
export async function draftOfProblem(
  ctx: Ctx,
  { params }: HandlerInput<Draft>,
): Promise<RouteReplyInput<Draft>> {
  const problem = await readProblem(ctx, params.id);
  const kept = await ctx.db
    .selectFrom('outages.outage')
    .select('id')
    .where('problem_id', '=', problem.id)
    .where('cancelled_at', 'is', null)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  const words = [problem.title, ...problem.memberList.map(({ text }) => text)].join(' ');
  const { resources } = rulesToday(ctx);
  const [named] = resourcesByWords(resources, words, [problem.factId ?? '']);
  const resource = resources.find(({ id }) => id === named);
  const isOver = !['proposed', 'open', 'answering'].includes(problem.state);
  if (!resource || isOver) return { draft: null, outageId: kept?.id ?? null, can: [] };
  const addresses = gatherAddresses(problem.memberList.flatMap(({ address }) => address ?? []));
  const districts = districtsOf(readAddresses(addresses).places);
  const keeps =
    hasPermission(ctx, KEEP) && mayKeep(ctx.actor, { block: resource.block, districtIds: districts });
  const isNamed = addresses !== '';
  return {
    draft: {
      resource: resource.id,
      reason: problem.title,
      addresses,
      // Messages that name no house still name their district.
      wholeDistricts: isNamed || problem.districtId === null ? [] : [problem.districtId],
      unitId: await unitOf(ctx, problem.leadNumber),
      beginsAt: problem.firstAt,
      people: problem.people,
    },
    outageId: kept?.id ?? null,
    can: keeps && !kept ? ['create'] : [],
  };
}

/** Who has the main case is who mends, until somebody says otherwise. */
async function unitOf(ctx: Ctx, leadNumber: string): Promise<string | null> {
  const lead = await ctx.db
    .selectFrom('cases.v_matter')
    .select('executor_unit_id')
    .where('number', '=', leadNumber)
    .executeTakeFirst();
  return lead?.executor_unit_id ?? null;
}

/** Addresses of messages as a notice names them, a street a line with its houses in order: «ул. Титова, 10, 12, 14». Pure. */
export function gatherAddresses(addresses: readonly string[]): string {
  const streets = new Map<string, Map<string, HouseNumber>>();
  for (const address of addresses) {
    const [, street = '', number = ''] = /^(.*?\p{L}.*?),\s*(\d.*)$/u.exec(address.trim()) ?? [];
    const house = parseHouse(number.split(/,\s*кв/u)[0] ?? '');
    if (!house) continue;
    const houses = streets.get(street) ?? new Map<string, HouseNumber>();
    streets.set(street, houses.set(makeHouseKey(house), house));
  }
  return [...streets]
    .map(([street, houses]) => {
      const sorted = [...houses.values()].toSorted((a, b) => a.number - b.number);
      return `${street}, ${formatHouses(sorted.map((house) => ({ kind: 'house', house })))}`;
    })
    .toSorted((a, b) => a.localeCompare(b, 'ru'))
    .join('\n');
}
