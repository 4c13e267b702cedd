import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { Route, RouteInput, RouteReply } from '../../../../shared/contract/route.ts';
import type { ReadRoute } from '../../../lib/api.ts';
import type { Formats } from '../../../lib/format.ts';
import type { QueryText } from '../../../lib/url-query.ts';
import type { Column } from '../../../ui/data-table.tsx';
import type { Choice } from '../../../ui/forms/field.tsx';

/** A condition of a list: it stands in the address under its name, and a link is the list as one sees it. */
export type ListFilter =
  /** One of a few; `unset` is what no choice is called: «любое». Choosing takes off what `also` names. */
  | {
      kind: 'choice';
      name: string;
      label: string;
      unset: string;
      choices: readonly Choice[];
      also?: readonly string[];
    }
  /** Words to look for, by «Найти», or with every letter. */
  | { kind: 'words'; name: string; label: string; isLive?: boolean }
  | { kind: 'day'; name: string; label: string }
  /** Two days, `from` and `to`. */
  | { kind: 'period'; unset: string };

export type Patch = Record<string, string | undefined>;

interface Emptiness {
  title: string;
  words?: ReactNode;
  action?: ReactNode;
}

/** What the columns may need beside the row. */
export interface ListTools {
  formats: Formats;
  /** Changes conditions: the list begins anew. */
  set: (patch: Patch) => void;
  /** Changes the address and leaves the page where it is: a row opened beside the list. */
  show: (patch: Patch) => void;
}

/** Reads a page, and where the next begins. */
export type ListRoute = ReadRoute & { reply: z.ZodType<{ next: string | null }> };

type Asked<R extends Route> = NonNullable<(RouteInput<R> & { query?: object })['query']>;

/** One list: what it asks, by which conditions, how a row looks, what is said of none and of a failure. */
export interface ListDefinition<R extends ListRoute, Row> {
  route: R;
  /** Name of its keys' group: «Обещания». */
  name: string;
  /** What the table holds, for screen readers. */
  caption: string;
  /** What the address asks of the route, the page aside. */
  ask: (query: QueryText) => Asked<R>;
  filters?: (reply: RouteReply<R> | undefined, query: QueryText) => readonly ListFilter[];
  rows: (reply: RouteReply<R>) => readonly Row[];
  rowKey: (row: Row) => string;
  /** A table, cards where there is no room for it; or rows of any look. The name of a row has its link: J and K walk them. */
  look:
    | { columns: (tools: ListTools) => readonly Column<Row>[]; foldsBelow?: number }
    | { item: (row: Row, tools: ListTools) => ReactNode; listClass: string; itemClass?: string };
  /** «Список не загрузился». */
  failed: string;
  empty: Emptiness;
  /** Nothing by these conditions; «Сбросить отбор» is beside it. */
  nothing?: Emptiness;
  pages: { label: string; words: readonly [back: string, forward: string] };
  limit?: number;
  /** Milliseconds between refreshes. */
  refreshEvery?: number;
  canPrint?: boolean;
  /** J and K go over the links of the rows, arrows too; `none` where rows have no link. */
  walk?: 'keys' | 'arrows' | 'none';
  /** The same rows as a file. `more` is said once it is saved. */
  report?: { route: Route & { access: { permission: string } }; more?: string };
}

export const defineList = <R extends ListRoute, Row>(list: ListDefinition<R, Row>): ListDefinition<R, Row> =>
  list;

/** Names a condition has in the address. */
export const namesOf = (filter: ListFilter): readonly string[] => {
  if (filter.kind === 'period') return ['from', 'to'];
  return [filter.name, ...(filter.kind === 'choice' ? (filter.also ?? []) : [])];
};
