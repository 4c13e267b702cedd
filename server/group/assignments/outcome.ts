import type { AssignmentCard } from '../../../shared/contract/group/assignments.ts';
import type * as contract from '../../../shared/contract/group/assignments-desk.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { firstOf } from '../../../shared/lists.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { assignmentNumber } from '../../../shared/text/group/assignments.ts';
import { acted, counted } from '../../../shared/text/plural.ts';
import { cityDay } from '../../lib/city.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { proposeAnswers as proposeToReview } from '../../messages/cases/index.ts';
import {
  type AssignmentRecord,
  changeAssignmentRow,
  findAssignment,
  lockAssignment,
  marksOn,
} from './assignment-rows.ts';
import { readAssignmentCard } from './card.ts';
import { linkedCases, topicsOf } from './links/linked-cases.ts';

const sentence = (text: string): string => (/[.!?…]$/u.test(text.trim()) ? text.trim() : `${text.trim()}.`);

/** Words to a resident: what was decided, what was done. The fields in braces become each letter's own. */
function writeAnswer(row: AssignmentRecord): string {
  return `{имя}, здравствуйте! По вашему сообщению № {номер} принято решение (${row.basis}): ${sentence(row.text)}\n\nЧто сделано: ${sentence(row.report_text)}`;
}

type Cases = Awaited<ReturnType<typeof linkedCases>>;

/** «Вы сообщили — мы сделали»: numbers, topics, the decision, what was done. No words of residents. */
async function writePost(ctx: Ctx, row: AssignmentRecord, cases: Cases): Promise<string> {
  const people = cases.reduce((sum, one) => sum + one.people, 0);
  const first = cases[0] && formatDay(cityDay(ctx.config, cases[0].registeredAt));
  const topics = topicsOf(cases).slice(0, 3);
  const figures = await ctx.db
    .selectFrom('assignments.evidence')
    .select(['title', 'value'])
    .where('assignment_id', '=', row.id)
    .where('report_no', '=', row.report_no)
    .where('kind', 'in', ['figure', 'address'])
    .orderBy('id')
    .execute();
  const done = row.reported_at && formatDay(cityDay(ctx.config, row.reported_at));
  return [
    'Вы сообщили — мы сделали',
    people > 0 &&
      `Об этом ${acted(people, ['написал', 'написали'], 'житель', 'жителя', 'жителей')}, первое сообщение — ${first}.${topics.length > 0 ? ` Темы: ${topics.join('; ')}.` : ''}`,
    `Решение: ${sentence(row.text)} (${row.basis})`,
    `Что сделано: ${sentence(row.report_text)}`,
    figures.map(({ title, value }) => `${title}: ${value}`).join('\n'),
    done && `Срок был ${formatDay(row.due_on)}, сделано ${done}.`,
    `Спасибо всем, кто сообщил.${ctx.config.publicUrl ? ` Сообщить о проблеме: ${ctx.config.publicUrl}` : ''}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

type Get = typeof contract.getOutcome;

/** Route: what may be told to residents once the assignment is fulfilled; a post kept is the kept one. */
export async function getOutcome(ctx: Ctx, { params }: HandlerInput<Get>): Promise<RouteReplyInput<Get>> {
  const row = await findAssignment(ctx, params.id);
  const [cases, marks] = await Promise.all([linkedCases(ctx, row.id), marksOn(ctx, row)]);
  const seen = cases.filter(({ isSeen }) => isSeen);
  const isDone = row.state === 'accepted';
  const waiting = seen.filter(({ isAnswered }) => !isAnswered).length;
  const controls = isDone && marks.has('assignments.control');
  return {
    waiting,
    answered: seen.length - waiting,
    hidden: cases.length - seen.length,
    people: cases.reduce((sum, { people }) => sum + people, 0),
    answerText: isDone ? writeAnswer(row) : '',
    postText: isDone ? (row.post_text ?? (await writePost(ctx, row, cases))) : '',
    answersAt: row.answers_at?.toISOString() ?? null,
    version: row.version,
    can: [...(controls && waiting > 0 ? ['answers'] : []), ...(controls ? ['post'] : [])],
  };
}

async function lockFulfilled(ctx: Ctx, id: string, version: number): Promise<AssignmentRecord> {
  const row = await lockAssignment(ctx, id, version);
  if (!(await marksOn(ctx, row)).has('assignments.control'))
    throw new AppError('lib.forbidden', 'Это поручение исполняете вы: ответы предлагает другой.');
  if (row.state !== 'accepted')
    throw new AppError('lib.conflict', 'Сначала примите исполнение: до этого жителям сказать нечего.');
  return row;
}

type Propose = typeof contract.proposeAnswers;

/** Route: an answer to everybody behind the assignment, each through review and approval under the name of the decision. */
export async function proposeAnswers(
  ctx: Ctx,
  { params, body }: HandlerInput<Propose>,
): Promise<RouteReplyInput<Propose>> {
  const row = await lockFulfilled(ctx, params.id, body.version);
  const cases = (await linkedCases(ctx, row.id)).filter(({ isSeen, isAnswered }) => isSeen && !isAnswered);
  if (cases.length === 0) throw new AppError('lib.conflict', 'Связанных дел, которые ждут ответа, нет.');
  const number = assignmentNumber(row.serial, row.year);
  const { text, outcome } = body;
  const { sent, refused } = await proposeToReview(
    ctx,
    cases.map(({ id }) => id),
    { text, outcome },
    `Рабочая группа, поручение ${number}`,
  );
  if (sent === 0)
    throw new AppError('lib.conflict', `Ни одно дело не приняло ответ. ${firstOf(refused).reason}`);
  await changeAssignmentRow(
    ctx,
    row,
    { answers_at: ctx.now },
    { kind: 'answers', text: counted(sent, 'ответ', 'ответа', 'ответов'), data: { sent } },
  );
  ctx.audit({
    action: 'assignments.propose-answers',
    object: 'assignment',
    objectId: row.id,
    data: { number, sent, refused: refused.map((one) => one.number) },
  });
  return { ...(await readAssignmentCard(ctx, row.id)), sent, refused };
}

/** Route. */
export async function keepPost(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.savePost>,
): Promise<AssignmentCard> {
  const row = await lockFulfilled(ctx, params.id, body.version);
  await changeAssignmentRow(ctx, row, { post_text: body.text }, { kind: 'post' });
  ctx.audit({ action: 'assignments.save-post', object: 'assignment', objectId: row.id });
  return readAssignmentCard(ctx, row.id);
}
