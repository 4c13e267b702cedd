import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import * as cardContract from '../../../../shared/contract/messages/cases-card.ts';
import * as listContract from '../../../../shared/contract/messages/cases-list.ts';
import * as staffContract from '../../../../shared/contract/messages/cases-staff.ts';
import * as triageContract from '../../../../shared/contract/messages/cases-triage.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';
import { announce } from '../../../lib/announce.ts';
import { asProblem } from '../../../lib/api-problem.ts';
import { perform, performOrThrow } from '../../../lib/commands/perform.ts';
import { tellFailure } from '../../../lib/commands/tell-failure.ts';
import { routeKey } from '../../../lib/query.ts';
import { dismissToast, showToast } from '../../../lib/toast.ts';
import { type BulkAction, decideMany } from './bulk-decision.ts';
import { commandOf, type Proposal } from './choice.ts';
import type { TriageChoice } from './fact-offer.ts';
import { gather } from './gather.ts';
import { decideRows, replaceRow, restoreRow } from './triage-state.ts';
import type { Inbox } from './use-inbox.ts';

export type RejectGround = RouteInput<typeof triageContract.rejectCase>['body']['ground'];

/** What came of a decision: the token that takes it back, and the row if the server told it. */
interface Outcome {
  undoToken: string | null;
}

export interface TriageActions {
  accept: (row: CaseRow, choice: TriageChoice, proposal: Proposal, words: string) => void;
  reject: (row: CaseRow, ground: RejectGround, comment: string, words: string) => void;
  merge: (row: CaseRow, into: { id: string; number: string }) => void;
  snooze: (row: CaseRow, until: string | null, reason: string, words: string) => void;
  ask: (row: CaseRow, text: string) => void;
  setUrgent: (row: CaseRow) => void;
  bulk: (rows: readonly CaseRow[], action: BulkAction, words: string) => void;
  gather: (lead: { id: string; number: string }, others: readonly CaseRow[]) => void;
}

/**
 * Decisions of triage. The list moves on at once; the request runs behind it; a refusal brings the row back with its
 * reason; «Отменить» waits for the reply and takes the decision back by its token.
 */
export function useTriage(inbox: Pick<Inbox, 'change' | 'retry'>): TriageActions {
  const client = useQueryClient();
  // Versions still on their way, by case: a decision right after «Срочно» must know the version that one leaves.
  const versions = useRef(new Map<string, Promise<number>>());
  const { change, retry } = inbox;
  const latest = useRef(retry);
  latest.current = retry;
  return useMemo(() => {
    const decide = makeDecider({ client, change, retry: () => latest.current(), versions: versions.current });
    return {
      accept: (row, choice, proposal, words) =>
        decide(row, words, async (version) =>
          performOrThrow(triageContract.triageCase, {
            params: { id: row.id },
            body: { version, ...commandOf(row, choice, proposal) },
          }),
        ),
      reject: (row, ground, comment, words) =>
        decide(row, words, (version) =>
          performOrThrow(triageContract.rejectCase, {
            params: { id: row.id },
            body: { version, ground, ...(comment ? { comment } : {}) },
          }),
        ),
      merge: (row, into) =>
        decide(row, `Присоединено к № ${into.number}`, (version) =>
          performOrThrow(triageContract.mergeCase, {
            params: { id: row.id },
            body: { version, into: into.id },
          }),
        ),
      snooze: (row, until, reason, words) =>
        decide(row, words, (version) =>
          performOrThrow(triageContract.snoozeCase, {
            params: { id: row.id },
            body: { version, until, ...(reason ? { reason } : {}) },
          }),
        ),
      ask: (row, text) =>
        decide(row, 'Вопрос отправлен жителю', async (version) => {
          await performOrThrow(staffContract.askResident, {
            params: { id: row.id },
            body: { version, text },
          });
          // A letter that has left cannot be taken back.
          return { undoToken: null };
        }),
      setUrgent: (row) => void setUrgent({ client, change, versions: versions.current }, row),
      gather: (lead, others) => void gather({ change, retry: latest.current }, lead, others),
      bulk: (rows, action, words) => void decideMany({ change, retry: latest.current }, rows, action, words),
    } satisfies TriageActions;
  }, [client, change]);
}

export interface Tools {
  client: QueryClient;
  change: Inbox['change'];
  retry: () => void;
  versions: Map<string, Promise<number>>;
}

function makeDecider({ client, change, retry, versions }: Tools) {
  return (row: CaseRow, words: string, send: (version: number) => Promise<Outcome>): void => {
    change((state) => decideRows(state, [row.id]));
    const outcome = latestVersion(versions, row).then(send);
    const undo = () => void takeBack({ client, change, retry }, outcome, row);
    let toast = showToast(words, { undo });
    outcome.then(
      ({ undoToken }) => {
        if (undoToken === null) {
          dismissToast(toast);
          toast = showToast(words);
        }
        forgetCard(client, row);
      },
      (error: unknown) => {
        const problem = asProblem(error);
        dismissToast(toast);
        change((state) => restoreRow(state, row.id, { words: problem.message }));
        tellFailure(problem, { title: `№ ${row.number} вернулось` });
        forgetCard(client, row);
        retry();
      },
    );
  };
}

async function takeBack(
  { client, change, retry }: Omit<Tools, 'versions'>,
  outcome: Promise<Outcome>,
  row: CaseRow,
): Promise<void> {
  // A decision that failed has told so already.
  const undoToken = (await outcome.catch(() => null))?.undoToken;
  if (!undoToken) return;
  const undone = await perform(triageContract.undoDecision, { body: { undoToken } });
  if (!undone) return;
  change((state) => restoreRow(state, row.id, { row: undone.row, makeCurrent: true }));
  announce(`Отменено: ${row.title}`);
  forgetCard(client, row);
  retry();
}

/** The version a decision must name: that of the row, or the later one that «Срочно» is just leaving. */
async function latestVersion(versions: Tools['versions'], row: CaseRow): Promise<number> {
  const pending = await versions.get(row.id)?.catch(() => 0);
  return Math.max(row.version, pending ?? 0);
}

/** «Срочно» stays in the list, so only its row changes; the next decision on it waits for the version it leaves. */
async function setUrgent({ client, change, versions }: Omit<Tools, 'retry'>, row: CaseRow): Promise<void> {
  const importance = row.importance === 'high' ? 'normal' : 'high';
  change((state) => replaceRow(state, { ...row, importance }));
  const version = await latestVersion(versions, row);
  const sent = performOrThrow(staffContract.changeCase, {
    params: { id: row.id },
    body: { version, importance },
  });
  const next = sent.then((card) => card.version);
  versions.set(row.id, next);
  try {
    const card = await sent;
    client.setQueryData(routeKey(cardContract.getCase, { params: { number: row.number } }), card);
    change((state) => replaceRow(state, { ...row, importance: card.importance, version: card.version }));
    showToast(importance === 'high' ? 'Отмечено срочным' : 'Больше не срочное');
  } catch (error) {
    versions.delete(row.id);
    change((state) => replaceRow(state, row));
    tellFailure(asProblem(error));
  }
}

/** The kept card is of the version before; counts are asked again, the list itself keeps its own time. */
export function forgetCard(client: QueryClient, row: CaseRow): void {
  void client.invalidateQueries({
    queryKey: routeKey(cardContract.getCase, { params: { number: row.number } }),
  });
  void client.invalidateQueries({ queryKey: [listContract.countInbox.id] });
}
