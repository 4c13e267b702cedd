import type * as acts from '../../../../shared/contract/pages/register-acts.ts';
import {
  type VerificationState,
  verificationWays,
} from '../../../../shared/contract/pages/register-proof.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { verificationTitles } from '../../../../shared/text/pages/register.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { claimFiles } from '../../../base/files/index.ts';
import { isTaken } from '../../../lib/database/taken.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { type RecordKind, refuseStale } from '../../../lib/module/stale.ts';
import { findPage } from '../rows.ts';
import { tellPageAct } from '../store.ts';
import type { RunRow } from './read-proof.ts';

type Body = HandlerInput<typeof acts.moveVerification>['body'];
type State = RunRow['state'];

const runKind: RecordKind = { words: 'Верификацию', object: 'official-page', module: 'register' };

/** The run that goes on, locked; undefined where there is none, or the last one was revoked. */
const lockRun = (ctx: Ctx, pageId: string) =>
  ctx.db
    .selectFrom('register.verification')
    .selectAll()
    .where('page_id', '=', pageId)
    .where('state', '<>', 'revoked')
    .forUpdate()
    .executeTakeFirst();

/** What a move has to say besides where it goes. `since` is the day of the state it leaves; null where a run begins. */
export function checkMove(body: Body, from: VerificationState, since: string | null, today: string): State {
  const { to, on, ground, dueOn, file } = body;
  if (to === 'not_started' || !verificationWays[from].includes(to))
    throw new AppError(
      'lib.conflict',
      `Из состояния «${verificationTitles[from]}» сюда не переходят. Обновите страницу.`,
    );
  if (on > today) throw badField('on', 'Этот день ещё не наступил');
  if (since !== null && on < since) throw badField('on', 'Раньше, чем прежний шаг');
  if ((to === 'needs_fix' || to === 'revoked') && !ground)
    throw badField(
      'ground',
      to === 'revoked' ? 'Напишите, почему отозвана' : 'Напишите, что вернули исправить',
    );
  if (dueOn !== null && to !== 'needs_fix') throw badField('dueOn', 'Срок есть только у доработки');
  if (dueOn !== null && dueOn < on) throw badField('dueOn', 'Срок раньше дня, когда вернули');
  if (to === 'verified' && !file)
    throw badField('file', 'Приложите снимок с меткой: без него не подтверждена');
  return to;
}

interface Moved {
  id: string;
  serial: number;
  state: State;
  body: Body;
  fileId: string | null;
}

const addMove = (ctx: Ctx, { id, serial, state, body, fileId }: Moved) =>
  ctx.db
    .insertInto('register.verification_move')
    .values({
      verification_id: id,
      serial,
      state,
      on_day: body.on,
      ground: body.ground,
      due_on: body.dueOn,
      file_id: fileId,
      at: ctx.now,
      by_name: nameOfActor(ctx),
    })
    .execute();

async function beginRun(ctx: Ctx, pageId: string, state: State, body: Body): Promise<string> {
  const id = newId();
  await ctx.db
    .insertInto('register.verification')
    .values({ id, page_id: pageId, state, state_on: body.on, ground: body.ground, started_at: ctx.now })
    .execute()
    .catch((error: unknown) => {
      if (isTaken(error)) throw new AppError('lib.conflict', 'Верификацию уже начали. Обновите страницу.');
      throw error;
    });
  return id;
}

/** Takes the verification of a page one step on; every step stays on record. */
export async function moveRun(ctx: Ctx, pageId: string, body: Body): Promise<void> {
  const page = await findPage(ctx, pageId);
  if (page.archived_at) throw new AppError('lib.conflict', 'Страница в архиве. Верните её, чтобы менять.');
  const run = await lockRun(ctx, pageId);
  refuseStale(
    runKind,
    { id: run?.id ?? pageId, version: run?.version ?? 0, journalId: pageId },
    body.version,
  );
  const state = checkMove(body, run?.state ?? 'not_started', run?.state_on ?? null, localDate(ctx.now));
  const [file] = body.file ? await claimFiles(ctx, [body.file]) : [];
  const id = run?.id ?? (await beginRun(ctx, pageId, state, body));
  if (run)
    await ctx.db
      .updateTable('register.verification')
      .set({ state, state_on: body.on, ground: body.ground, due_on: body.dueOn, version: run.version + 1 })
      .where('id', '=', id)
      .execute();
  await addMove(ctx, { id, serial: (run?.version ?? 0) + 1, state, body, fileId: file?.id ?? null });
  await tellPageAct(ctx, pageId, 'move-verification', {
    what: `верификация: ${verificationTitles[state]}`,
    note: body.ground,
    data: { to: state, on: body.on, due: body.dueOn, file: file?.id ?? null },
  });
}
