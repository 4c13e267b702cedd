import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { DB } from '../../server/lib/database/schema.gen.ts';
import type { TestServer } from '../support/site/server.ts';
import type { Known } from './sample.ts';

export type Maker = (around: Around) => Things;

export const EARLIER = '2026-11-20T09:00:00Z';

export const json = (value: unknown) => JSON.stringify(value);

export const NONE: Things = { rows: [], known: {} };

/** A row that the route calls by `field`. */
export function one(field: string, table: keyof DB, row: (id: string, around: Around) => object): Maker {
  return (around) => {
    const id = randomUUID();
    return { rows: [{ table, row: { id, ...row(id, around) } }], known: { [field]: id } };
  };
}

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
  /** What is only added to and never deleted: made anew each time, under an id of its own that `known` tells when it is asked. */
  add?: (db: Kysely<DB>) => Promise<void>;
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
