import type { ReactNode, RefObject } from 'react';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import type { useUrlQuery } from '../../../lib/router.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import type { TriageChoice } from './fact-offer.ts';
import type { Counts } from './inbox-counts.ts';
import type { TriageDialog } from './triage-dialogs.tsx';
import type { TriageHandlers } from './triage-keys.ts';
import type { FactDesk } from './use-fact-desk.ts';
import type { Inbox, InboxFilter } from './use-inbox.ts';
import type { TriageActions } from './use-triage.ts';

export interface ScreenInput {
  inbox: Inbox;
  filter: InboxFilter;
  counts: Counts | undefined;
  listRef: RefObject<HTMLDivElement | null>;
  toggleDensity: () => void;
  openCase: (number: string, act?: 'split' | 'forward') => void;
  changeQuery: ReturnType<typeof useUrlQuery>[1];
}

export interface TriageScreen {
  row: CaseRow | undefined;
  card: CaseCard | undefined;
  cardProblem: ApiProblem | null;
  reloadCard: () => void;
  topics: Topics | undefined;
  choice: TriageChoice;
  choose: (choice: TriageChoice) => void;
  /** undefined without a message. */
  desk: FactDesk | undefined;
  /** Why the current message cannot be accepted now; null when Enter works. */
  refusal: string | null;
  picked: readonly CaseRow[];
  actions: TriageActions;
  handlers: TriageHandlers;
  openDialog: (dialog: TriageDialog | null) => void;
  dialog: ReactNode;
}
