import { knownIn } from '../../../shared/known.ts';
import { firstOf } from '../../../shared/lists.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { counted } from '../../../shared/text/plural.ts';
import { listStaffRecipients } from '../../base/identity/index.ts';
import { type LetterInput, sendLetters } from '../../base/outbox/index.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import { cityDay } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type AwaitedCase, type AwaitedKind, takeAwaited } from '../cases/index.ts';
import { awaitedAudience } from './audience.ts';

/** Cases of one round; the rest goes with the next. */
const BATCH = 2000;
/** Cases one letter names; of the others it says how many. */
const NAMED = 50;

interface NoticeWords {
  purpose: LetterInput['purpose'];
  /** Of one case; its number stands in place of `№`. */
  one: string;
  /** Of several, before their number. */
  many: string;
  /** The term stands in the line: it is theirs to keep. */
  saysTerm?: true;
}

const words: Record<AwaitedKind, NoticeWords> = {
  work: {
    purpose: 'work-assigned',
    one: 'Дело № ждёт исполнителя',
    many: 'Ждут исполнителя',
    saysTerm: true,
  },
  returned: { purpose: 'work-returned', one: 'Дело № вернули', many: 'Вернули', saysTerm: true },
  questions: {
    purpose: 'question-answered',
    one: 'Дело №: житель ответил на вопрос',
    many: 'Житель ответил',
  },
  approvals: {
    purpose: 'answer-awaits',
    one: 'Ответ по делу № ждёт решения',
    many: 'Ответы ждут решения',
    saysTerm: true,
  },
  ratings: { purpose: 'resident-disagrees', one: 'Дело №: житель не согласен', many: 'Житель не согласен' },
};

/** Tells staff of cases that wait for them: one letter for each person and kind. Returns whether more are left. */
export async function tellAwaited(ctx: Ctx): Promise<boolean> {
  const { taken, cases } = await takeAwaited(ctx, BATCH);
  if (cases.length > 0) {
    const staff = await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now));
    const told = cases.flatMap((one) =>
      awaitedAudience(one, staff)
        .filter((id) => one.actor !== `staff:${id}`)
        .map((id) => ({ id, one })),
    );
    const letters = Map.groupBy(told, ({ id, one }) => `${id} ${one.kind}`).values();
    await sendLetters(
      ctx,
      [...letters].map((own) =>
        writeNotice(
          ctx,
          knownIn(staff, firstOf(own).id).email,
          own.map(({ one }) => one),
        ),
      ),
    );
  }
  return taken === BATCH;
}

/** No words of residents and no names: a letter leaves the system, a number and a topic are enough to know what it is of. */
function writeNotice(ctx: Ctx, recipient: string, cases: readonly AwaitedCase[]): LetterInput {
  const [first] = cases;
  const { purpose, one, many, saysTerm } = words[first!.kind];
  const each = [...new Map(cases.map((file) => [file.id, file])).values()];
  const lines = each.slice(0, NAMED).map(({ number, factId, dueAt }) => {
    const topic = findFact(factId ?? '')?.title.toLocaleLowerCase('ru');
    const term = saysTerm && dueAt ? `срок — ${formatDay(cityDay(ctx.config, dueAt))}` : '';
    const said = [`№ ${number}`, topic, term].filter(Boolean).join(', ');
    return `${said}. ${ctx.config.publicUrl}/staff/cases/${number}`;
  });
  const rest = each.length - lines.length;
  return {
    channel: 'email',
    recipient,
    subject:
      each.length === 1
        ? one.replace('№', `№ ${first!.number}`)
        : `${many}: ${counted(each.length, 'дело', 'дела', 'дел')}`,
    text: [...lines, ...(rest > 0 ? [`И ещё ${counted(rest, 'дело', 'дела', 'дел')}.`] : [])].join('\n'),
    purpose,
  };
}
