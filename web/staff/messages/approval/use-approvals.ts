import { useState } from 'react';
import {
  type ApprovalItem,
  decideAnswer,
  listApprovals,
  undoApproval,
} from '../../../../shared/contract/messages/cases-answers.ts';
import type { RouteInput, RouteReply } from '../../../../shared/contract/route.ts';
import { COUNT_LIMIT } from '../../../../shared/text/numbers.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import type { Waiting } from '../../base/parts/amount.tsx';

export interface AnswerMark {
  start: number;
  end: number;
  comment: string;
}

export type ApprovalList = 'waiting' | 'returned' | 'approved';
export type Decision = 'agree' | 'approve' | 'return';

const doneWords: Record<Decision, string> = {
  agree: 'Согласовано, ждёт утверждения',
  approve: 'Утверждено, ответ уходит жителю',
  return: 'Возвращено на доработку',
};

/** The queue of answers with the one being read, and decisions over it. */
export function useApprovals(chosen: string | undefined, asked: string | undefined) {
  const list: ApprovalList = asked === 'returned' || asked === 'approved' ? asked : 'waiting';
  // Another list's answers must not stand under this one's name while it loads.
  const query = useRoute(
    listApprovals,
    { query: { limit: 100, list } },
    { refreshEvery: 60_000, keepOld: false },
  );
  const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useState<{ problem: ApiProblem; number: string } | null>(null);
  const items = (query.data?.items ?? []).filter(
    (item) => list !== 'waiting' || !leaving.has(item.answer.id),
  );
  const at = Math.max(
    0,
    items.findIndex((item) => item.number === chosen),
  );
  const takeBack = useTakeBack(() => setLeaving(new Set()));
  const noteDecided = (
    { undoToken }: RouteReply<typeof decideAnswer>,
    { params, body }: RouteInput<typeof decideAnswer>,
  ): void => {
    setFailure(null);
    const undo = undoToken ? () => takeBack(undoToken) : undefined;
    showToast(doneWords[body.decision], undo && { undo });
    leave(params.answerId, true);
  };
  const decide = useCommand(decideAnswer, {
    mustReread: true,
    onDone: noteDecided,
    onProblem: (failed, { params }) => {
      const number = query.data?.items.find(({ answer }) => answer.id === params.answerId)?.number ?? '';
      setFailure({ problem: failed, number });
      leave(params.answerId, false);
      void query.refetch();
      // Above the answers: another one may be open by now.
      return 'told';
    },
  });

  function leave(answerId: string, isLeaving: boolean): void {
    setLeaving((all) => {
      const next = new Set(all);
      if (isLeaving) next.add(answerId);
      else next.delete(answerId);
      return next;
    });
  }

  return {
    list,
    query,
    items,
    at,
    item: items[at],
    problem: failure?.problem ?? null,
    /** Whose decision failed: another answer may be open by then. */
    failedNumber: failure?.number ?? '',
    isBusy: decide.isPending,
    forgetProblem: () => setFailure(null),
    noteDecided,
    send: (item: ApprovalItem, decision: Decision) => decide.mutate(inputOf(item, decision)),
  };
}

interface DecisionWords {
  reason?: string;
  text?: string;
  marks?: AnswerMark[];
}

const inputOf = (item: ApprovalItem, decision: Decision, words: DecisionWords = {}) => ({
  params: { id: item.id, answerId: item.answer.id },
  body: { version: item.version, decision, ...words },
});

/**
 * A decision from a window, which stays open with all that was typed until the decision is written down. Where its case was
 * changed meanwhile and the answer is the same, the next press goes.
 */
export function useWindowDecision(approvals: Approvals, item: ApprovalItem, onClose: () => void) {
  const command = useCommand(decideAnswer, {
    mustReread: true,
    onDone: (reply, input) => {
      approvals.noteDecided(reply, input);
      onClose();
    },
  });
  const present = approvals.items.find(({ answer }) => answer.id === item.answer.id) ?? item;
  return {
    command,
    send: (decision: Decision, words: DecisionWords) => command.mutate(inputOf(present, decision, words)),
  };
}

/** Takes an approval back by its token, while the answer has not gone. */
export function useTakeBack(onBack: () => void): (undoToken: string) => void {
  const command = useCommand(undoApproval, {
    onDone: ({ undone, kept, number }) => {
      onBack();
      const what =
        undone === 1 ? `${formatCaseNumber(number)}: утверждение отменено` : 'Утверждения отменены';
      showToast(kept > 0 ? `${what}, уже ушли: ${kept}` : `${what}, ответ снова ждёт решения`);
    },
  });
  return (undoToken) => command.mutate({ body: { undoToken } });
}

export type Approvals = ReturnType<typeof useApprovals>;

/** The decision key A makes: approve where the person may, else agree. */
export const mainDecision = (item: ApprovalItem): Decision | null =>
  item.can.includes('approve') ? 'approve' : item.can.includes('agree') ? 'agree' : null;

/** «№ 2026-11-0412, версия 2» */
export const nameItem = (item: ApprovalItem): string =>
  `${formatCaseNumber(item.number)}, версия ${item.answer.version}`;

/** How many answers wait, beside «Согласование». */
export function useApprovalCount(): Waiting | undefined {
  const { data } = useRoute(listApprovals, { query: { limit: 1 } }, { refreshEvery: 60_000 });
  return data && { value: data.total, isLeast: data.total > COUNT_LIMIT };
}
