import type { Selectable } from 'kysely';
import type { Claim } from '../../../base/promises/index.ts';
import type { DB } from '../../../lib/database/schema.gen.ts';
import type { KnownSubject } from '../../../messages/cases/index.ts';

/** What an official text claims, as it is kept: values and offsets, no words. */
export type Statement = Omit<Selectable<DB['conflicts.statement']>, 'claims'> & { claims: Claim[] };

/** An official text with whatever is known of where it stands. */
export interface OfficialText {
  source: 'post' | 'reply';
  sourceId: string;
  pageId: string | null;
  unitId: string | null;
  incidentId: string | null;
  saidAt: Date;
  /** When the page changed these words last; null = never, as far as is known. */
  editedAt: Date | null;
  text: string;
  /** Of the incident it answers: what a person decided counts for more than what words seem to say. */
  known: KnownSubject;
}
