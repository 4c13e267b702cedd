import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { lateRule, localDate } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { TermBefore } from '../clocks/term-before.ts';
import { owesLetter } from '../core/owes.ts';
import { ANSWER_CLOCK } from '../core/rows.ts';

/** Facts of the law on a card: what was corrected, what its author took back, what still waits for its letter. */
type CardLaw = Pick<CaseCard, 'corrections' | 'withdrawal'>;

interface EventRow {
  id: number;
  kind: string;
  at: Date;
  text: string | null;
  actor_name: string;
  data: unknown;
}

interface Corrected extends Partial<TermBefore> {
  from?: string;
  to?: string;
}

/** Plan: event_case. */
function selectEvents(ctx: Ctx, caseId: string, kinds: readonly string[]) {
  return ctx.db
    .selectFrom('cases.event')
    .select(['id', 'kind', 'at', 'text', 'actor_name', 'data'])
    .where('case_id', '=', caseId)
    .where('kind', 'in', [...kinds])
    .orderBy('id')
    .execute();
}

export async function readCardLaw(ctx: Ctx, caseId: string): Promise<CardLaw> {
  const rows: EventRow[] = await selectEvents(ctx, caseId, ['receipt', 'regime', 'withdrawal']);
  return {
    corrections: rows.flatMap(toCorrection),
    withdrawal: toWithdrawal(rows.filter(({ kind }) => kind === 'withdrawal')),
  };
}

/** The author's withdrawal that stands; null where none was recorded, or the record was struck. */
export async function readWithdrawal(ctx: Ctx, caseId: string): Promise<CaseCard['withdrawal']> {
  return toWithdrawal(await selectEvents(ctx, caseId, ['withdrawal']));
}

function toWithdrawal(rows: readonly EventRow[]): CaseCard['withdrawal'] {
  const last = rows.at(-1);
  if (!last || (last.data as { isWithdrawn?: boolean }).isWithdrawn !== true) return null;
  return { at: last.at.toISOString(), text: last.text ?? '', byName: last.actor_name };
}

/** Both values of a fact that was put right. Other signs under the same order are no correction of it. */
function toCorrection({ id, kind, at, text, actor_name, data }: EventRow): CaseCard['corrections'] {
  const { from, to, dueAt, wasBroken } = data as Corrected;
  if (kind === 'withdrawal' || !from || !to || from === to) return [];
  return [
    {
      id: String(id),
      of: kind === 'receipt' ? ('receipt' as const) : ('regime' as const),
      from,
      to,
      ground: text ?? '',
      byName: actor_name,
      at: at.toISOString(),
      dueBefore: dueAt ?? null,
      wasBroken: wasBroken ?? false,
    },
  ];
}

/** An answer was agreed, and the signed letter that is the answer has not gone: the term runs. */
export const waitsForLetter = (file: {
  regime: string;
  parent_id: string | null;
  status: string;
  answered_at?: Date | null;
}): boolean => owesLetter(file) && file.status === 'answered' && !file.answered_at;

interface LateFile {
  regime: string;
  clocks: readonly { kind: string; rule_id: string }[];
}

/** One sentence for what was received elsewhere before it arrived here; null where it came at once. */
export function tellLate(
  file: LateFile,
  author: { received_at: Date; arrived_at: Date | null } | undefined,
): string | null {
  const running = file.clocks.find((clock) => clock.kind === ANSWER_CLOCK);
  if (!author?.arrived_at || !running) return null;
  const [sent, came] = [localDate(author.received_at), localDate(author.arrived_at)];
  if (sent === came) return null;
  const late = lateRule(running.rule_id, file.regime, author.received_at, author.arrived_at);
  return `Поступило в другую систему ${formatDay(sent)}, к нам — ${formatDay(came)}: ${late?.text ?? 'срок считается с первого поступления'}.`;
}
