import { z } from 'zod';
import { residentEmails } from '../../base/identity/index.ts';
import { sendLetters } from '../../base/outbox/index.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { findPoll, type PollRow } from './rows.ts';

const news = z.enum(['result', 'decision']);

/** Letters to who asked to be told, after the commit: a city has many. */
export const tellFollowersJob = defineJob('polls.tell-followers', z.object({ pollId: z.uuid(), news }));

/** Each once. Who asked is no sign of who answered: anybody may ask. */
export async function writeToFollowers(
  ctx: Ctx,
  pollId: string,
  letter: { subject: string; text: string },
): Promise<void> {
  const rows = await ctx.db
    .selectFrom('polls.follower')
    .select('person_id')
    .where('poll_id', '=', pollId)
    .execute();
  const emails = await residentEmails(
    ctx.db,
    rows.map((row) => row.person_id),
  );
  await sendLetters(
    ctx,
    [...emails.values()].map((recipient) => ({
      channel: 'email' as const,
      recipient,
      purpose: 'poll-told' as const,
      ...letter,
    })),
  );
}

/** What stands at the end of each letter. */
export const endOfLetter = (page: string): string =>
  `Вы просили сообщить. Чтобы больше не писали, войдите и снимите отметку на странице: ${page}`;

export const pollPage = ({ config }: Pick<Ctx, 'config'>, pollId: string): string =>
  `${config.publicUrl}/polls/${pollId}`;

/** Job. */
export async function tellFollowers(
  ctx: Ctx,
  { pollId, news: what }: z.output<typeof tellFollowersJob.payload>,
): Promise<void> {
  await writeToFollowers(ctx, pollId, await writeLetter(ctx, await findPoll(ctx, pollId), what));
}

async function writeLetter(
  ctx: Ctx,
  { id, kind, title }: PollRow,
  what: z.output<typeof news>,
): Promise<{ subject: string; text: string }> {
  const page = pollPage(ctx, id);
  const isVote = kind === 'vote';
  const end = endOfLetter(page);
  if (what === 'result')
    return {
      subject: `Итог ${isVote ? 'голосования' : 'опроса'}: ${title}`,
      text: [
        isVote
          ? `Голосование «${title}» подсчитано. За что голосовали жители: ${page}`
          : `Опрос «${title}» подсчитан. Что ответили жители: ${page}`,
        'О решении напишем отдельно.',
        end,
      ].join('\n\n'),
    };
  const decision = await ctx.db
    .selectFrom('polls.decision')
    .select(['title', 'words', 'is_needed'])
    .where('poll_id', '=', id)
    .executeTakeFirstOrThrow();
  return {
    subject: decision.is_needed
      ? `${isVote ? 'Голоса' : 'Ответы'} жителей учтены: ${title}`
      : `Решение не требуется: ${title}`,
    text: [
      `${isVote ? 'Голосование' : 'Опрос'} «${title}». ${decision.is_needed ? 'Что город решил' : 'Почему решения нет'}: ${decision.title}`,
      ...(decision.words ? [decision.words] : []),
      `Подробно: ${page}`,
      end,
    ].join('\n\n'),
  };
}
