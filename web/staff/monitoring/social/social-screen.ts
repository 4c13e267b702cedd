import type { Dispatch, SetStateAction } from 'react';
import type { IncidentCard } from '../../../../shared/contract/monitoring/incidents.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import type { Topics } from '../../base/case-kit/topics.ts';
import type { IncidentChoice, IncidentProposal } from './incident-choice.ts';
import type { SocialHandlers } from './social-keys.ts';
import type { SocialActs } from './use-social-acts.ts';

export type SocialDialog =
  | {
      kind:
        | 'other'
        | 'place'
        | 'unit'
        | 'dismiss'
        | 'split'
        | 'convert'
        | 'refuse'
        | 'close'
        | 'paste'
        | 'filter';
    }
  | { kind: 'topic'; block: string | null }
  /** `postId`: the comment it was opened at; null = whichever of the talk. */
  | { kind: 'hide'; postId: string | null };

/** What the panes of the feed share: the open incident, what is chosen for it, what may be done. */
export interface SocialScreen {
  card: IncidentCard | undefined;
  cardProblem: ApiProblem | null;
  reloadCard: () => void;
  topics: Topics | undefined;
  choice: IncidentChoice;
  choose: (choice: IncidentChoice) => void;
  proposal: IncidentProposal | undefined;
  refusal: string | null;
  acts: SocialActs;
  handlers: SocialHandlers;
  dialog: SocialDialog | null;
  setDialog: Dispatch<SetStateAction<SocialDialog | null>>;
}
