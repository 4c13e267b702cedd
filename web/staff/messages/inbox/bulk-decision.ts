import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import { bulkChange, undoDecision } from '../../../../shared/contract/messages/cases-triage.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';
import { call } from '../../../lib/api.ts';
import { asProblem } from '../../../lib/api-problem.ts';
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
  try {
    const { applied, refused, undoToken } = await call(bulkChange, { body });
    change((state) => refused.reduce((now, { id, reason }) => restoreRow(now, id, { words: reason }), state));
    const undo = undoToken ? { undo: () => void undoMany({ change, retry }, ids, undoToken) } : {};
    showToast(`${words}: ${applied}${refused.length > 0 ? `, вернулось: ${refused.length}` : ''}`, undo);
  } catch (error) {
    const { message } = asProblem(error);
    change((state) => ids.reduce((now, id) => restoreRow(now, id, { words: message }), state));
    showToast(message, { tone: 'problem' });
  }
  retry();
}

async function undoMany({ change, retry }: Tools, ids: readonly string[], undoToken: string): Promise<void> {
  try {
    const { kept } = await call(undoDecision, { body: { undoToken } });
    change((state) => ids.reduce((now, id) => restoreRow(now, id), state));
    if (kept > 0) showToast(`Не возвращено: ${kept}. Их уже изменил другой человек.`, { tone: 'problem' });
  } catch (error) {
    showToast(asProblem(error).message, { tone: 'problem' });
  }
  retry();
}
