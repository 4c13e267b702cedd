import type {
  ExecutorPage,
  getExecutorPage as getExecutorPageRoute,
  refuseExecution as refuseRoute,
  sendExecutorAnswer,
  sendPartByLink,
} from '../../../../shared/contract/messages/cases-executor.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import { actingAs, type Ctx } from '../../../lib/module/context.ts';
import { loadPhotos, presentAnswer, selectAnswers, stripPhoto } from '../card/answer-rows.ts';
import { type OpenLink, readAnswerLink, readLink, spendLink } from '../card/executor-link.ts';
import { lockCase } from '../card/move.ts';
import { draftStatuses } from '../core/can.ts';
import { groundsOn } from '../core/grounds.ts';
import { forWork } from '../core/mask-text.ts';
import { loadRow } from '../core/rows.ts';
import { partStatuses } from '../core/side-statuses.ts';
import { readPart, writePart } from '../executor/parts.ts';
import { refuseExecution } from '../executor/work.ts';
import { writeAnswer } from './answers.ts';
import { fillTemplates } from './template-values.ts';

/** The page of a link: one case, no resident. */
export async function getExecutorPage(
  ctx: Ctx,
  { params }: HandlerInput<typeof getExecutorPageRoute>,
): Promise<ExecutorPage> {
  return readPage(ctx, await readLink(ctx, params.token));
}

/** The answer by link goes straight to review; the link then rests until the answer is returned. */
export async function sendAnswer(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof sendExecutorAnswer>,
): Promise<ExecutorPage> {
  const link = await readAnswerLink(ctx, params.token);
  if (link.isUsed) {
    throw new AppError(
      'cases.illegal-transition',
      'Ответ по этой ссылке уже отправлен. Если его вернут, ссылка заработает снова.',
    );
  }
  const own = actingAs(ctx, link.actor);
  const file = await lockCase(own, link.actor.caseId);
  await writeAnswer(own, file, { ...body, submit: true });
  await spendLink(ctx, link.actor.linkId);
  return readPage(ctx, { ...link, isUsed: true });
}

/** «Не наше» by link: the case leaves the unit, and the link with it. The reply is the page as it was last. */
export async function refuseByLink(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof refuseRoute>,
): Promise<ExecutorPage> {
  const link = await readAnswerLink(ctx, params.token);
  const own = actingAs(ctx, link.actor);
  const file = await lockCase(own, link.actor.caseId);
  await refuseExecution(own, file, body);
  const page = await readPage(ctx, link);
  return { ...page, can: [] };
}

/** Route: a co-executor's part by its link; it may be put right until the answer goes to review. */
export async function givePartByLink(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof sendPartByLink>,
): Promise<ExecutorPage> {
  const link = await readLink(ctx, params.token);
  if (!link.partId) throw new AppError('lib.forbidden', 'Эта ссылка — для ответа по делу, не для его части.');
  const own = actingAs(ctx, link.actor);
  const file = await lockCase(own, link.actor.caseId);
  await writePart(own, file, link.partId, body.text);
  return readPage(ctx, link);
}

/**
 * What an executor without sign-in sees: the text without phones and e-mails, the place, the photos, the term, their own
 * answers with the reason of a return, public lines of the timeline and what the resident added. No contact, no note, no
 * name of the resident. A co-executor sees its own task in place of the answers.
 */
async function readPage(ctx: Ctx, link: OpenLink): Promise<ExecutorPage> {
  const { caseId, name } = link.actor;
  const isWhole = link.partId === null;
  const [row, file, answers, photos, timeline, templates, part] = await Promise.all([
    loadRow(ctx, caseId),
    selectPlace(ctx, caseId),
    isWhole ? selectAnswers(ctx, [caseId]) : [],
    loadPhotos(ctx, [caseId]),
    listTimeline(ctx, caseId),
    isWhole ? fillTemplates(actingAs(ctx, link.actor), caseId) : [],
    link.partId ? readPart(ctx, link.partId) : null,
  ]);
  const isGivable = part !== null && partStatuses.includes(row.status);
  const isWritable = isWhole && draftStatuses.includes(row.status) && !link.isUsed;
  return {
    number: row.number,
    title: forWork(row.title),
    text: forWork(file.body),
    block: row.block,
    factId: row.factId,
    unit: name,
    status: row.status,
    place: {
      address: file.address,
      districtId: file.district_id,
      lat: file.lat,
      lon: file.lon,
      precision: file.place_precision as ExecutorPage['place']['precision'],
    },
    deadline: row.deadline,
    photos: photos.map(stripPhoto),
    answers: answers.map((answer) => presentAnswer(answer, photos)),
    timeline,
    expiresAt: link.expiresAt.toISOString(),
    grounds: groundsOn(ctx.now)
      .filter((ground) => ground.for === 'refuse')
      .map(({ id, title }) => ({ id, title })),
    templates: templates.map(({ title, text }) => ({ title, text })),
    part,
    can: [...(isWritable ? ['answer', 'refuse'] : []), ...(isGivable ? ['give-part'] : [])],
  };
}

function selectPlace(ctx: Ctx, caseId: string) {
  return ctx.db
    .selectFrom('cases.case_file')
    .select(['body', 'address', 'district_id', 'lat', 'lon', 'place_precision'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
}

async function listTimeline(ctx: Ctx, caseId: string): Promise<ExecutorPage['timeline']> {
  const rows = await ctx.db
    .selectFrom('cases.event')
    .select(['id', 'at', 'kind', 'visibility', 'actor_name', 'text', 'data'])
    .where('case_id', '=', caseId)
    .where((eb) => eb.or([eb('visibility', '=', 'public'), eb('kind', 'in', ['comment', 'question'])]))
    .orderBy('id')
    .limit(300)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    visibility: row.visibility as 'public' | 'resident' | 'staff',
    actorName: row.actor_name,
    text: row.text && forWork(row.text),
    data: row.kind === 'registered' ? {} : (row.data as Record<string, unknown>),
  }));
}
