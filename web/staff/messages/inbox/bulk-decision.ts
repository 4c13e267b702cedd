import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import { bulkChange, undoDecision } from '../../../../shared/contract/messages/cases-triage.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { tellFailure } from '../../../lib/commands/tell-failure.ts';
import { showToast } from '../../../lib/toast.ts';
import { decideRows, restoreRow } from './triage-state.ts';
import type { Inbox } from './use-inbox.ts';

export type BulkAction = RouteInput<typeof bulkChange>['body']['action'];

interface Tools {
  change: Inbox['change'];
  retry: () => void;
}

/** One action over marked messages: those the server refuses come back, each with its reason. */
export async function decideMany(
  { change, retry }: Tools,
  rows: readonly CaseRow[],
  action: BulkAction,
  words: string,
): Promise<void> {
  const ids = rows.map(({ id }) => id);
  if (action.kind === 'assign' || action.kind === 'reject') change((state) => decideRows(state, ids));
  const body = { cases: rows.map(({ id, version }) => ({ id, version })), action, preview: false };
  const done = await perform(
    bulkChange,
    { body },
    {
      onProblem: (problem) => {
        change((state) => ids.reduce((now, id) => restoreRow(now, id, { words: problem.message }), state));
        tellFailure(problem);
      },
    },
  );
  if (done) {
    const { applied, refused, undoToken } = done;
    change((state) => refused.reduce((now, { id, reason }) => restoreRow(now, id, { words: reason }), state));
    const undo = undoToken ? { undo: () => void undoMany({ change, retry }, ids, undoToken) } : {};
    showToast(`${words}: ${applied}${refused.length > 0 ? `, вернулось: ${refused.length}` : ''}`, undo);
  }
  retry();
}

async function undoMany({ change, retry }: Tools, ids: readonly string[], undoToken: string): Promise<void> {
  const undone = await perform(undoDecision, { body: { undoToken } });
  if (undone) {
    const { kept } = undone;
    change((state) => ids.reduce((now, id) => restoreRow(now, id), state));
    if (kept > 0) showToast(`Не возвращено: ${kept}. Их уже изменил другой человек.`, { tone: 'problem' });
  }
  retry();
}
