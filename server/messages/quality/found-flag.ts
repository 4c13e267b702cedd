import type { QualityFlag } from '../../../shared/contract/messages/quality-reviews.ts';

/** A sign of work done for the figure, before it is kept: `subject` tells it apart among those of its kind and day. */
export interface FoundFlag {
  kind: QualityFlag['kind'];
  subject: string;
  unitId: string | null;
  words: string;
  caseIds: string[];
}
