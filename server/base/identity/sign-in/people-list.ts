import type { importPeople as importRoute } from '../../../../shared/contract/base/people-import.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { readUploadedTable } from '../../../lib/tables/reading/uploaded.ts';
import { insertGrant } from '../people/grant.ts';
import { judgePeople, type KnownStaff, type PersonRow } from '../people/people-rows.ts';
import { roles } from '../people/roles.ts';
import { listUnits } from '../people/unit.ts';
import { sendPasswordLink } from './password.ts';
import { insertPerson } from './person.ts';

/** Rows of one list: a whole administration. */
const MOST = 500;

async function readKnown(ctx: Pick<Ctx, 'db'>): Promise<KnownStaff> {
  const [units, people] = await Promise.all([
    listUnits(ctx.db),
    ctx.db.selectFrom('identity.person').select('staff_email').where('staff_email', 'is not', null).execute(),
  ]);
  return { units, roles, emails: new Set(people.flatMap(({ staff_email }) => staff_email ?? [])) };
}

type Reply = RouteReplyInput<typeof importRoute>;

const present = (
  { row, surname, givenName, patronymic, email, roles: given, unit }: PersonRow,
  sent: { link: string; expiresAt: string } | null,
): Reply['people'][number] => ({
  row,
  name: [surname, givenName, patronymic].filter(Boolean).join(' '),
  email,
  roles: given.map(({ title }) => title),
  unit: unit?.title ?? '',
  link: sent?.link ?? null,
  expiresAt: sent?.expiresAt ?? null,
});

/** One member of staff with their roles and the link by which they set a password. */
async function makeOne(ctx: Ctx, person: PersonRow): Promise<Reply['people'][number]> {
  const { roles: given, unit, row: _, ...fields } = person;
  const id = await insertPerson(ctx, { ...fields, unitId: unit?.id ?? null });
  for (const { id: role } of given) await insertGrant(ctx, id, { role });
  return present(person, await sendPasswordLink(ctx, { params: { id } }));
}

/**
 * Route: what a list would make, row by row; with `write` it is made, all that is sound of it in one transaction. A faulty row holds up
 * no other and is told with every fault.
 */
export async function importPeople(
  ctx: Ctx,
  { query }: HandlerInput<typeof importRoute>,
  exchange: Exchange,
): Promise<Reply> {
  const table = await readUploadedTable(ctx, exchange, {
    folder: 'imports',
    most: MOST,
    ask: 'Приложите таблицу: CSV или XLSX.',
    less: 'Разделите список.',
  });
  const rows = table.rows.length;
  if (query.write !== 'yes') {
    const { ready, refused } = judgePeople(table, await readKnown(ctx));
    return { isWritten: false, rows, people: ready.map((person) => present(person, null)), refused };
  }
  return runMutation(exchange.services, ctx, async (tx) => {
    const { ready, refused } = judgePeople(table, await readKnown(tx));
    const people: Reply['people'] = [];
    for (const person of ready) people.push(await makeOne(tx, person));
    return { isWritten: true, rows, people, refused };
  });
}
