import { z } from 'zod';
import type { Verdict } from '../../../shared/contract/participation/discussion-remarks.ts';
import type { DiscussionDecision } from '../../../shared/contract/participation/discussions.ts';
import { verdictTitles } from '../../../shared/text/participation/discussion-words.ts';
import { residentEmails } from '../../base/identity/index.ts';
import { sendLetters } from '../../base/outbox/index.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { readDiscussionDecision } from './decision.ts';
import { type DiscussionRow, findDiscussion } from './rows.ts';

const news = z.enum(['answers', 'decision']);

/** Letters to authors, after the commit: what was answered to each of their remarks, and what was decided on the project. */
export const tellAuthorsJob = defineJob(
  'discussions.tell-authors',
  z.object({ discussionId: z.uuid(), news }),
);

interface Told {
  number: number;
  verdict: Verdict;
  reason: string;
}

/** Remarks with their answers by the address of their author: one letter each, however many they wrote. */
async function findAuthors(ctx: Ctx, discussionId: string): Promise<Map<string, Told[]>> {
  const rows = await ctx.db
    .selectFrom('discussions.remark as remark')
    .innerJoin('discussions.answer as answer', 'answer.id', 'remark.answer_id')
    .leftJoin('discussions.author as author', 'author.remark_id', 'remark.id')
    .select(['remark.number', 'remark.person_id', 'answer.verdict', 'answer.reason', 'author.email'])
    .where('remark.discussion_id', '=', discussionId)
    .orderBy('remark.number')
    .execute();
  const emails = await residentEmails(
    ctx.db,
    rows.flatMap((row) => row.person_id ?? []),
  );
  const authors = new Map<string, Told[]>();
  for (const { number, verdict, reason, person_id: person, email } of rows) {
    const recipient = person === null ? email : emails.get(person);
    if (!recipient) continue;
    authors.set(recipient, [...(authors.get(recipient) ?? []), { number, verdict, reason }]);
  }
  return authors;
}

/** Each author once. */
export async function tellAuthors(
  ctx: Ctx,
  { discussionId, news: what }: z.output<typeof tellAuthorsJob.payload>,
): Promise<void> {
  const row = await findDiscussion(ctx, discussionId);
  const authors = await findAuthors(ctx, discussionId);
  const decision = what === 'decision' ? await readDiscussionDecision(ctx, discussionId) : null;
  await sendLetters(
    ctx,
    [...authors].map(([recipient, told]) => ({
      channel: 'email' as const,
      recipient,
      purpose: 'discussion-told' as const,
      ...(decision ? tellDecision(ctx, row, decision) : tellAnswers(ctx, row, told)),
    })),
  );
}

const pageOf = ({ config }: Pick<Ctx, 'config'>, id: string): string =>
  `${config.publicUrl}/consultations/${id}`;

const end =
  'Предложение в обсуждении — не обращение по закону 59-ФЗ. Если нужен личный официальный ответ, подайте обращение на нашем сайте.';

function tellAnswers(ctx: Ctx, { id, title }: DiscussionRow, told: readonly Told[]) {
  return {
    subject: `Ответ на ваше предложение: ${title}`,
    text: [
      `Вы предлагали в обсуждении «${title}».`,
      ...told.map(
        ({ number, verdict, reason }) => `Предложение ${number}. ${verdictTitles[verdict]}. ${reason}`,
      ),
      `Все ответы и что изменилось в проекте: ${pageOf(ctx, id)}`,
      'О решении напишем отдельно.',
      end,
    ].join('\n\n'),
  };
}

function tellDecision(
  ctx: Ctx,
  { id, title }: DiscussionRow,
  { isNeeded, title: decided, words, actTitle, actNumber }: DiscussionDecision,
) {
  return {
    subject: isNeeded ? `Решение принято: ${title}` : `Решение не требуется: ${title}`,
    text: [
      `Вы предлагали в обсуждении «${title}». ${isNeeded ? 'Что решили' : 'Почему решения нет'}: ${decided}`,
      ...(words ? [words] : []),
      ...(actTitle ? [`${actTitle}${actNumber ? ` № ${actNumber}` : ''}`] : []),
      `Подробно: ${pageOf(ctx, id)}`,
      end,
    ].join('\n\n'),
  };
}
