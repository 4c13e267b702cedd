import { z } from 'zod';
import { formatDay } from '../../../shared/text/dates.ts';
import {
  countedSupports,
  initiativeVerdictTitles,
  supportWords,
} from '../../../shared/text/participation/initiative-words.ts';
import { acted } from '../../../shared/text/plural.ts';
import { residentEmails } from '../../base/identity/index.ts';
import { sendLetters } from '../../base/outbox/index.ts';
import { cityDay } from '../../lib/city.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { initiativeRulesToday, ruleTitleOf } from './pack.ts';
import {
  countSupports,
  findInitiative,
  type InitiativeRow,
  readInitiativeAnswer,
  readInitiativeDecision,
} from './rows.ts';

const news = z.enum(['published', 'refused', 'reached', 'ended', 'answered', 'decided']);
type News = z.output<typeof news>;

/** Letters after the commit: to its author always, to who asked for them of what everybody sees. */
export const tellInitiativeJob = defineJob('initiatives.tell', z.object({ initiativeId: z.uuid(), news }));

interface Letter {
  subject: string;
  text: string;
}

/** Each once. Who asked is no sign of who supports it: anybody may ask. */
export async function tellInitiative(
  ctx: Ctx,
  { initiativeId, news: what }: z.output<typeof tellInitiativeJob.payload>,
): Promise<void> {
  const row = await findInitiative(ctx, initiativeId);
  const isOfAuthor = what === 'published' || what === 'refused';
  const followers = isOfAuthor
    ? []
    : await ctx.db
        .selectFrom('initiatives.follower')
        .select('person_id')
        .where('initiative_id', '=', initiativeId)
        .execute();
  const people = new Set([
    ...followers.map((one) => one.person_id),
    ...(row.author_id ? [row.author_id] : []),
  ]);
  const emails = await residentEmails(ctx.db, [...people]);
  const letter = await writeLetter(ctx, row, what);
  await sendLetters(
    ctx,
    [...emails].map(([person, recipient]) => ({
      channel: 'email' as const,
      recipient,
      purpose: 'initiative-told' as const,
      subject: letter.subject,
      text: [letter.text, endOf(ctx, row, person === row.author_id)].join('\n\n'),
    })),
  );
}

const pageOf = ({ config }: Pick<Ctx, 'config'>, { id }: InitiativeRow): string =>
  `${config.publicUrl}/initiatives/${id}`;

const endOf = (ctx: Ctx, row: InitiativeRow, isAuthor: boolean): string =>
  isAuthor
    ? `Вы предложили эту инициативу: ${pageOf(ctx, row)}`
    : `Вы просили сообщить. Чтобы больше не писали, войдите и снимите отметку внизу страницы: ${pageOf(ctx, row)}`;

async function writeLetter(ctx: Ctx, row: InitiativeRow, what: News): Promise<Letter> {
  const title = row.shown_title || row.title;
  switch (what) {
    case 'published':
      return {
        subject: `Инициатива показана всем: ${title}`,
        text: `Её могут поддержать до ${formatDay(cityDay(ctx.config, row.closes_at ?? ctx.now))} или пока не ${acted(row.threshold ?? 0, ['наберётся', 'наберутся'], 'голос', 'голоса', 'голосов')}: тогда город обязан ответить с обоснованием.`,
      };
    case 'refused':
      return {
        subject: `Инициативу не показали: ${title}`,
        text: `Правило: ${ruleTitleOf(ctx, row.rule_id)}. ${row.refusal}`,
      };
    case 'reached':
      return {
        subject: `Город должен ответить: ${title}`,
        text: `Голосов за инициативу хватило: ${countedSupports(await countSupports(ctx, row))}. Ответ города — до ${formatDay(row.due_on ?? '')}.`,
      };
    case 'ended':
      return {
        subject: `Голосов не хватило: ${title}`,
        text: `За инициативу ${supportWords({ supports: await countSupports(ctx, row), threshold: row.threshold })}. ${initiativeRulesToday(ctx).notReached}`,
      };
    default:
      return what === 'answered' ? tellAnswer(ctx, row) : tellDecision(ctx, row);
  }
}

async function tellAnswer(ctx: Ctx, row: InitiativeRow): Promise<Letter> {
  const answer = await readInitiativeAnswer(ctx, row.id);
  if (!answer) throw new Error(`initiative ${row.id} was told to be answered`);
  const verdict = initiativeVerdictTitles[answer.verdict];
  return {
    subject: `Ответ города на инициативу: ${row.shown_title}`,
    text: [
      `${verdict}. ${answer.reason}`,
      ...(row.state === 'accepted' ? ['О решении и документе напишем отдельно.'] : []),
    ].join('\n\n'),
  };
}

async function tellDecision(ctx: Ctx, row: InitiativeRow): Promise<Letter> {
  const decision = await readInitiativeDecision(ctx, row.id);
  if (!decision) throw new Error(`initiative ${row.id} was told to be decided`);
  return {
    subject: decision.is_needed
      ? `Решение по инициативе: ${row.shown_title}`
      : `Решение не требуется: ${row.shown_title}`,
    text: [
      `${decision.is_needed ? 'Что город сделает' : 'Почему решения нет'}: ${decision.title}`,
      ...(decision.words ? [decision.words] : []),
      ...(decision.act_title
        ? [`${decision.act_title}${decision.act_number ? ` № ${decision.act_number}` : ''}`]
        : []),
      ...(decision.act_url ? [decision.act_url] : []),
    ].join('\n\n'),
  };
}
