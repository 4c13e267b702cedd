import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import { type CaseCard, getCase } from '../../../../shared/contract/messages/cases-card.ts';
import { call } from '../../../lib/api.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { routeKey, useRoute } from '../../../lib/query.ts';
import { statusWords } from '../../base/case-kit/case-words.ts';
import { useTopics } from '../../base/case-kit/topics.ts';
import type { TriageChoice } from './fact-offer.ts';
import { type TriageDialog, TriageDialogs } from './triage-dialogs.tsx';
import { makeHandlers } from './triage-handlers.ts';
import { listTriageKeys } from './triage-keys.ts';
import type { ScreenInput, TriageScreen } from './triage-screen.ts';
import * as triage from './triage-state.ts';
import { type FactDesk, useFactDesk } from './use-fact-desk.ts';
import type { Inbox } from './use-inbox.ts';
import { useTriage } from './use-triage.ts';

/** Everything the keys and buttons of the inbox act upon. */
export function useTriageScreen(input: ScreenInput): TriageScreen {
  const { inbox, filter, counts } = input;
  const { state } = inbox;
  const row = triage.currentRow(state);
  const topics = useTopics();
  const { card, problem, reload } = useCurrentCard(inbox, row);
  const [choice, choose] = useChoice(row);
  const [dialog, openDialog] = useState<TriageDialog | null>(null);
  const actions = useTriage(inbox);
  const picked = triage.visibleRows(state).filter(({ id }) => state.picked.has(id));
  const desk = useFactDesk(row, card, topics, choice);
  const refusal = desk ? refuse(card, desk) : null;
  const base = { row, card, topics, choice, choose, desk, refusal, picked, actions, openDialog };
  const handlers = makeHandlers({ ...input, ...base });
  useHotkeys('Разбор', listTriageKeys(handlers, topics));
  return {
    ...base,
    cardProblem: problem,
    reloadCard: reload,
    handlers,
    dialog: (
      <TriageDialogs
        {...base}
        kind={dialog}
        filter={filter}
        counts={counts}
        onChannel={(channel) => input.changeQuery({ view: 'new', channel })}
        dropPicks={() => inbox.change(triage.dropPicks)}
      />
    ),
  };
}

/** The whole of the current message, and the next ones ahead of time, so that they open at once. */
function useCurrentCard(inbox: Inbox, row: CaseRow | undefined) {
  const client = useQueryClient();
  const query = useRoute(
    getCase,
    { params: { number: row?.number ?? '' } },
    { enabled: row !== undefined, keepOld: false, staleTime: 30_000 },
  );
  const { state, change } = inbox;
  const rows = triage.visibleRows(state);
  const at = rows.findIndex(({ id }) => id === state.currentId);
  const ahead = rows.slice(at + 1, at + 4).map(({ number }) => number);
  const aheadKey = ahead.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the list, which is new each render
  useEffect(() => {
    for (const number of ahead) {
      const input = { params: { number } };
      void client.prefetchQuery({
        queryKey: routeKey(getCase, input),
        queryFn: ({ signal }) => call(getCase, input, { signal }),
        staleTime: 30_000,
      });
    }
  }, [client, aheadKey]);
  const card = row && query.data?.id === row.id ? query.data : undefined;
  useEffect(() => {
    // The card was read later than the list: what the operator sees is what the decision names.
    if (card) change((old) => takeCard(old, card));
  }, [card, change]);
  return { card, problem: query.error, reload: () => void query.refetch() };
}

function takeCard(state: triage.TriageState, card: CaseCard): triage.TriageState {
  const row = state.rows.find(({ id }) => id === card.id);
  const news = row && triage.takeNews(row, card);
  return news && news !== row ? triage.replaceRow(state, news) : state;
}

const noChoice: TriageChoice = {};

/** What was changed of the proposal belongs to one message and is gone with it. */
function useChoice(row: CaseRow | undefined): [TriageChoice, (choice: TriageChoice) => void] {
  const [kept, keep] = useState<{ id: string; choice: TriageChoice }>({ id: '', choice: {} });
  const choice = row && kept.id === row.id ? kept.choice : noChoice;
  return [choice, (next) => row && keep({ id: row.id, choice: next })];
}

function refuse(card: CaseCard | undefined, { proposal }: FactDesk): string | null {
  if (card && !card.can.includes('triage')) {
    return `Принять нельзя: «${statusWords[card.status].title}». Откройте дело: O.`;
  }
  return proposal.isSure ? null : `Не уверен в теме: выберите факт клавишей или блок цифрой 1–9, 0`;
}
