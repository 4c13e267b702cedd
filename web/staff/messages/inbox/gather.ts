import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import { createProblem, type ProblemCard, takeOut } from '../../../../shared/contract/messages/problems.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { tellFailure } from '../../../lib/commands/tell-failure.ts';
import { showToast } from '../../../lib/toast.ts';
import { decideRows, restoreRow } from './triage-state.ts';
import type { Inbox } from './use-inbox.ts';

interface Tools {
  change: Inbox['change'];
  retry: () => void;
}

/**
 * M: messages about one matter become a mass problem with its main case, or join the problem it has. They leave the queue
 * and are sorted with the main one; «Отменить» takes them out again.
 */
export async function gather(
  { change, retry }: Tools,
  lead: { id: string; number: string },
  others: readonly CaseRow[],
): Promise<void> {
  const ids = others.map(({ id }) => id);
  change((state) => decideRows(state, ids));
  const problem = await perform(
    createProblem,
    { body: { leadId: lead.id, caseIds: ids } },
    {
      onProblem: (failed) => {
        change((state) => ids.reduce((now, id) => restoreRow(now, id, { words: failed.message }), state));
        tellFailure(failed);
      },
    },
  );
  if (problem)
    showToast(`Массовая проблема «${problem.title}»: ${counted(problem.members, 'дело', 'дела', 'дел')}`, {
      undo: () => void part({ change, retry }, problem, ids),
    });
  retry();
}

async function part({ change, retry }: Tools, problem: ProblemCard, ids: readonly string[]): Promise<void> {
  const body = { version: problem.version, caseIds: [...ids] };
  const taken = await perform(takeOut, { params: { id: problem.id }, body });
  if (taken) change((state) => ids.reduce((now, id) => restoreRow(now, id), state));
  retry();
}
