import {
  type BodyLine,
  type PageLine,
  type Register,
  type RegisterNeed,
  registerNeeds,
} from '../../../../shared/contract/pages/register.ts';
import type { QueryText } from '../../../lib/url-query.ts';

/** What the address says: which page or body is open, and what of the register is shown. */
export interface Place {
  id: string;
  body: string;
  need: RegisterNeed | null;
  words: string;
  isArchive: boolean;
}

export const readPlace = (query: QueryText): Place => ({
  id: query.id ?? '',
  body: query.body ?? '',
  need: registerNeeds.find((one) => one === query.need) ?? null,
  words: query.q ?? '',
  isArchive: query.view === 'archive',
});

const pageNeeds: Readonly<Record<Exclude<RegisterNeed, 'none'>, (page: PageLine) => boolean>> = {
  posts: ({ week }) => week.state === 'warned',
  unread: ({ week }) => week.state === 'unknown' && week.why !== 'partial',
  proof: ({ share }) => share < 1,
  revoked: ({ verification }) => verification === 'revoked',
};

const has = (text: string, words: string): boolean =>
  text.toLocaleLowerCase('ru').includes(words.toLocaleLowerCase('ru'));

/** A body, and those of its pages that are shown. */
interface Shown {
  body: BodyLine;
  pages: readonly PageLine[];
}

/** Bodies with those of their pages that fit; a body is there by itself where its own name fits or it lacks a page. */
export function narrowBodies(bodies: readonly BodyLine[], { need, words }: Place): Shown[] {
  return bodies.flatMap((body) => {
    const isNamed = has(body.title, words) || has(body.shortTitle, words);
    const fits = need === null || need === 'none' ? () => true : pageNeeds[need];
    const pages = body.pages.filter((page) => fits(page) && (isNamed || has(page.title, words)));
    if (need === 'none') return body.lacks.length > 0 && isNamed ? [{ body, pages }] : [];
    return pages.length > 0 || (need === null && isNamed) ? [{ body, pages }] : [];
  });
}

/** How many pages, or bodies of the last, the list would show by a condition. */
export function countNeed(bodies: readonly BodyLine[], place: Place, need: RegisterNeed): number {
  const found = narrowBodies(bodies, { ...place, need });
  return need === 'none' ? found.length : found.flatMap(({ pages }) => pages).length;
}

export type Row = { kind: 'body'; body: BodyLine } | { kind: 'page'; body: BodyLine; page: PageLine };

/** Rows of the register as they stand one under another: each body, then its pages. */
export const listRows = (shown: readonly Shown[]): Row[] =>
  shown.flatMap(({ body, pages }) => [
    { kind: 'body' as const, body },
    ...pages.map((page) => ({ kind: 'page' as const, body, page })),
  ]);

export const isOpenRow = (row: Row, { id, body }: Place): boolean =>
  row.kind === 'page' ? row.page.id === id : id === '' && row.body.unitId === body;

export const toAddress = (row: Row): QueryText =>
  row.kind === 'page' ? { id: row.page.id, body: '' } : { id: '', body: row.body.unitId };

/** The row so many further; the ends are ends. */
export function stepRow(rows: readonly Row[], place: Place, by: 1 | -1): Row | undefined {
  const at = rows.findIndex((row) => isOpenRow(row, place));
  return rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
}

/** A network as the register names it. */
export const networkOf = ({ networks }: Pick<Register, 'networks'>, id: string) =>
  networks.find((one) => one.id === id) ?? {
    id,
    title: id,
    short: id,
    use: 'archived' as const,
    ground: '',
  };

/** Bodies that stand below one: in the order of the tree they follow it, deeper. */
export function countBelow(bodies: readonly Pick<BodyLine, 'unitId' | 'depth'>[], unitId: string): number {
  const at = bodies.findIndex((body) => body.unitId === unitId);
  const depth = bodies[at]?.depth ?? 0;
  const rest = bodies.slice(at + 1);
  const end = rest.findIndex((body) => body.depth <= depth);
  return at < 0 ? 0 : end < 0 ? rest.length : end;
}

/** Whether an address is on a host, on its mobile twin too. */
export function isOnHost(address: string, host: string): boolean {
  if (!URL.canParse(address.trim())) return false;
  return new URL(address.trim()).host.replace(/^(?:www|m)\./u, '') === host;
}
