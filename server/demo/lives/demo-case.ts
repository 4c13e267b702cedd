import type { SceneKind } from '../scenes/pictures.ts';
import type {
  AnswerRow,
  CaseFileRow,
  ClockRow,
  ContactRow,
  EventRow,
  ForwardingRow,
  InterimRow,
  MarkRow,
  PartRow,
  PromiseRow,
  RatingRow,
} from '../world/rows.ts';

/** A journal record before it is sealed. */
export interface JournalLine {
  at: number;
  action: string;
  actorRef: string;
  actorName: string;
  object: string;
  objectId: string;
  data: Record<string, unknown>;
}

/** A picture of a case; drawn and stored by whoever loads the demo. */
export interface DemoPhoto {
  id: string;
  caseId: string;
  kind: SceneKind;
  /** Which of the places drawn of this kind. */
  variant: number;
  role: 'before' | 'after';
  answerId: string | null;
  addedBy: 'resident' | 'staff';
  at: number;
  isReleased: boolean;
}

/** Everything the database holds of one case. */
export interface DemoCase {
  file: CaseFileRow;
  contacts: ContactRow[];
  clocks: ClockRow[];
  events: EventRow[];
  answers: AnswerRow[];
  ratings: RatingRow[];
  promises: PromiseRow[];
  interims: InterimRow[];
  parts: PartRow[];
  marks: MarkRow[];
  forwardings: ForwardingRow[];
  photos: DemoPhoto[];
  journal: JournalLine[];
  /** Moments at which the operator decided; for the figures of the day. */
  decisions: number[];
}
