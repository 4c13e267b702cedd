import type { DB } from '../../server/lib/database/schema.gen.ts';
import type { TestServer } from '../support/site/server.ts';
import type { Known } from './sample.ts';

/** A row by which a thing stands: put back before each request, since the one before may have changed it. */
export interface Row {
  table: keyof DB;
  row: Record<string, unknown>;
}

export interface Held {
  table: keyof DB;
  column: string;
}

export interface Things {
  rows: Row[];
  known: Known;
  /** Rows that point at one of `rows` and would hold it: the column that names it. */
  held?: Held | readonly Held[];
}

/** Whose case it is and who calls: what the things of a route are made of. */
export interface Around {
  server: TestServer;
  caseId: string;
  linkId: string;
  unitId: string;
  personId: string;
  chairId: string;
  residentId: string;
}
