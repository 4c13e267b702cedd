import type * as acts from '../../../../shared/contract/pages/register-acts.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { claimFiles, type FileAccess } from '../../../base/files/index.ts';
import { badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, hasPermission, nameOfActor } from '../../../lib/module/context.ts';
import { pagesPack } from '../pack.ts';
import { findPage } from '../rows.ts';
import { tellPageAct } from '../store.ts';
import { settleFixes } from './fixes.ts';

type Body = HandlerInput<typeof acts.lookAtPage>['body'];

/** What a look has to say: what is there is shown by a picture, what is not is said in words at least. */
function requireProof({ isThere, note, takenOn, file }: Body, today: string): void {
  if (takenOn > today) throw badField('takenOn', 'Этот день ещё не наступил');
  if (isThere && !file) throw badField('file', 'Приложите снимок экрана: без него проверка не пройдена');
  if (!isThere && !file && !note) throw badField('note', 'Напишите, чего нет, или приложите снимок');
}

/** The picture of a look, attached: a picture, and no paper. */
async function claimPicture(ctx: Ctx, file: Body['file']): Promise<string | null> {
  if (!file) return null;
  const [claimed] = await claimFiles(ctx, [file]);
  if (claimed?.kind === 'pdf') throw badField('file', 'Нужен снимок экрана: картинка, а не документ');
  return claimed?.id ?? null;
}

/** Puts down what a person saw on a page, by each of the checks. */
export async function addLooks(ctx: Ctx, id: string, body: Body): Promise<void> {
  const page = await findPage(ctx, id);
  if (page.archived_at) throw badField('checks', 'Страница в архиве: её не проверяют');
  const today = localDate(ctx.now);
  const known = pagesPack.on(today).checks;
  const checks = known.filter((check) => body.checks.includes(check.id));
  if (checks.length !== new Set(body.checks).size)
    throw badField('checks', 'Такой проверки нет. Обновите страницу.');
  requireProof(body, today);
  const fileId = await claimPicture(ctx, body.file);
  await ctx.db
    .insertInto('register.look')
    .values(
      checks.map((check) => ({
        id: newId(),
        page_id: id,
        check_id: check.id,
        is_there: body.isThere,
        note: body.note,
        file_id: fileId,
        taken_on: body.takenOn,
        at: ctx.now,
        by_name: nameOfActor(ctx),
      })),
    )
    .execute();
  await settleFixes(
    ctx,
    id,
    checks.map((check) => check.id),
  );
  const titles = checks.map(({ title }) => title.toLocaleLowerCase('ru')).join(', ');
  await tellPageAct(ctx, id, 'look', {
    what: `${body.isThere ? 'есть' : 'нет'}: ${titles}`,
    note: body.note,
    data: { checks: checks.map((check) => check.id), isThere: body.isThere, on: body.takenOn, file: fileId },
  });
}

/** Route. */
export async function listLooks(
  ctx: Ctx,
  { params }: HandlerInput<typeof acts.listLooks>,
): Promise<RouteReplyInput<typeof acts.listLooks>> {
  await findPage(ctx, params.id);
  const titles = new Map(pagesPack.on(localDate(ctx.now)).checks.map(({ id, title }) => [id, title]));
  const rows = await ctx.db
    .selectFrom('register.look')
    .selectAll()
    .where('page_id', '=', params.id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(300)
    .execute();
  return {
    looks: rows.map((row) => ({
      id: row.id,
      check: row.check_id,
      title: titles.get(row.check_id) ?? row.check_id,
      isThere: row.is_there,
      note: row.note,
      fileId: row.file_id,
      takenOn: row.taken_on,
      at: row.at.toISOString(),
      by: row.by_name,
    })),
  };
}

/** A picture and a paper of the register are seen by whoever sees the register. Plans: look_file, move_file. */
export async function accessPicture(ctx: Ctx, fileId: string): Promise<FileAccess> {
  if (!hasPermission(ctx, 'register.read')) return 'denied';
  const look = await ctx.db
    .selectFrom('register.look')
    .select('id')
    .where('file_id', '=', fileId)
    .limit(1)
    .executeTakeFirst();
  if (look) return 'full';
  const move = await ctx.db
    .selectFrom('register.verification_move')
    .select('serial')
    .where('file_id', '=', fileId)
    .limit(1)
    .executeTakeFirst();
  return move ? 'full' : 'denied';
}
