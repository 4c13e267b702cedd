import { sql } from 'kysely';
import type { listColleagues as listColleaguesRoute } from '../../../../shared/contract/messages/cases-colleagues.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { findStaffActors, findStaffEmail } from '../../../base/identity/index.ts';
import { type LetterInput, sendLetters } from '../../../base/outbox/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { escapeLike } from '../../../lib/database/like.ts';
import { AppError } from '../../../lib/errors.ts';
import { type Ctx, isStaff, nameOfActor } from '../../../lib/module/context.ts';
import { listReaders, requireReadable } from './readable.ts';

/** Names shown; of those that fit, so many are asked whether the case is open to them. */
const SHOWN = 8;
const ASKED = 40;

type List = typeof listColleaguesRoute;

/** Route: colleagues by name, those alone who may open this case, and not oneself. */
export async function listColleagues(
  ctx: Ctx,
  { params, query }: HandlerInput<List>,
): Promise<RouteReplyInput<List>> {
  await requireReadable(ctx, params.id);
  const today = cityDay(ctx.config, ctx.now);
  const rows = await ctx.db
    .selectFrom('identity.v_person as person')
    .leftJoin('identity.v_unit as unit', 'unit.id', 'person.unit_id')
    .select(['person.id', 'short_name', 'position', 'short_title'])
    .where('person.kind', '=', 'staff')
    .where('person.is_active', '=', true)
    .where(sql<boolean>`translate(lower(short_name), 'ё', 'е') LIKE ${`${fold(query.search)}%`}`)
    .orderBy(sql`short_name COLLATE "ru-x-icu"`)
    .orderBy('person.id')
    .limit(ASKED)
    .execute();
  const ids = rows.map(({ id }) => id!).filter((id) => !isOneself(ctx, id));
  const readers = await listReaders(ctx, params.id, (await findStaffActors(ctx.db, ids, today)).values());
  const people = rows.filter(({ id }) => readers.has(id!)).slice(0, SHOWN);
  return {
    people: people.map(({ id, short_name: name, position, short_title: unit }) => ({
      id: id!,
      name: name ?? '',
      about: [position, unit].filter(Boolean).join(', '),
    })),
  };
}

const isOneself = ({ actor }: Ctx, id: string): boolean => isStaff(actor) && actor.id === id;

const fold = (text: string): string => escapeLike(text.toLocaleLowerCase('ru').replaceAll('ё', 'е'));

interface Told {
  id: string;
  number: string;
  fact_id: string | null;
}

/**
 * Those called to a note are told of it, as each has chosen. The letter names the case and who calls, not the note: what a resident
 * said may stand in it. Throws `lib.bad-input` on whoever the case is not open to.
 */
export async function tellMentioned(ctx: Ctx, file: Told, personIds: readonly string[]): Promise<void> {
  const ids = [...new Set(personIds)].filter((id) => !isOneself(ctx, id));
  if (ids.length === 0) return;
  const actors = await findStaffActors(ctx.db, ids, cityDay(ctx.config, ctx.now));
  const readers = await listReaders(ctx, file.id, actors.values());
  const closed = ids.find((id) => !readers.has(id));
  if (closed !== undefined)
    throw new AppError('lib.bad-input', 'Коллеге, которого вы позвали, это дело не открывается.', {
      fields: {
        mentions: `${actors.get(closed)?.name ?? 'Этому сотруднику'}: дело не открывается, уберите имя`,
      },
    });
  const topic = findFact(file.fact_id ?? '')?.title.toLocaleLowerCase('ru');
  const what = [`№ ${file.number}`, topic].filter(Boolean).join(', ');
  const letters: LetterInput[] = [];
  for (const id of ids) {
    const email = await findStaffEmail(ctx.db, id);
    if (email)
      letters.push({
        channel: 'email',
        recipient: email,
        purpose: 'note-mention',
        subject: `Дело № ${file.number}: вас зовут в заметке`,
        text: `${nameOfActor(ctx)} зовёт вас в служебной заметке. ${what}. ${ctx.config.publicUrl}/staff/cases/${file.number}`,
      });
  }
  await sendLetters(ctx, letters);
}
