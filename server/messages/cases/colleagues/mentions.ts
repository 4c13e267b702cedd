import { sql } from 'kysely';
import type { listColleagues as listColleaguesRoute } from '../../../../shared/contract/messages/cases-colleagues.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { findStaffActor, findStaffEmail } from '../../../base/identity/index.ts';
import { sendLetters } from '../../../base/outbox/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { escapeLike } from '../../../lib/database/like.ts';
import { AppError } from '../../../lib/errors.ts';
import { type Ctx, isStaff } from '../../../lib/module/context.ts';
import { mayRead, requireReadable } from './readable.ts';

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
  const people: RouteReplyInput<List>['people'] = [];
  for (const { id, short_name: name, position, short_title: unit } of rows) {
    if (people.length === SHOWN) break;
    if (isStaff(ctx.actor) && id === ctx.actor.id) continue;
    const actor = await findStaffActor(ctx.db, id!, today);
    if (actor?.permissions.has('cases.read') && (await mayRead(ctx, params.id, actor)))
      people.push({ id: id!, name: name ?? '', about: [position, unit].filter(Boolean).join(', ') });
  }
  return { people };
}

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
  const today = cityDay(ctx.config, ctx.now);
  const by = isStaff(ctx.actor) ? ctx.actor : null;
  for (const id of new Set(personIds)) {
    if (id === by?.id) continue;
    const actor = await findStaffActor(ctx.db, id, today);
    if (!actor?.permissions.has('cases.read') || !(await mayRead(ctx, file.id, actor)))
      throw new AppError('lib.bad-input', 'Коллеге, которого вы позвали, это дело не открывается.', {
        fields: { mentions: `${actor?.name ?? 'Этому сотруднику'}: дело не открывается, уберите имя` },
      });
    const email = await findStaffEmail(ctx.db, id);
    if (!email) continue;
    const topic = findFact(file.fact_id ?? '')?.title.toLocaleLowerCase('ru');
    const what = [`№ ${file.number}`, topic].filter(Boolean).join(', ');
    await sendLetters(ctx, [
      {
        channel: 'email',
        recipient: email,
        purpose: 'note-mention',
        subject: `Дело № ${file.number}: вас зовут в заметке`,
        text: `${by?.name ?? 'Отклик'} зовёт вас в служебной заметке. ${what}. ${ctx.config.publicUrl}/staff/cases/${file.number}`,
      },
    ]);
  }
}
