import type { IncidentCard, IncidentPost } from '../../../../shared/contract/monitoring/incidents.ts';

/** The talk as the screen lays it out: the post all began with, and what stands beside it. */
export interface Talk {
  main: IncidentPost | undefined;
  others: readonly IncidentPost[];
  members: readonly IncidentPost[];
}

export function layTalk({ talk }: Pick<IncidentCard, 'talk'>): Talk {
  const members = talk.filter(({ isMember }) => isMember);
  const main = members[0] ?? talk[0];
  return { main, others: talk.filter((post) => post !== main), members };
}

type Where = Pick<IncidentCard, 'talk' | 'pages' | 'status'>;

/** Whether a page may answer under a post: it is of the incident, stands there still, and one of ours is in its network. */
export const mayAnswerUnder = ({ pages }: Pick<IncidentCard, 'pages'>, post: IncidentPost): boolean =>
  post.isMember &&
  !post.isOwn &&
  post.goneAt === null &&
  !post.isForgotten &&
  pages.some(({ network }) => network === post.network);

/** The post an answer belongs under while nobody names another: the first; once the talk went on, the last. */
export function postToAnswer(card: Where): IncidentPost | undefined {
  const open = layTalk(card).members.filter((post) => mayAnswerUnder(card, post));
  return card.status === 'dialogue' ? open.at(-1) : open[0];
}

/** Posts shown before «Ещё 15 записей»: those of the incident and of ours always. */
const SHOWN = 6;

/** What is shown of the rest of a talk while it is folded. */
export function foldTalk(others: readonly IncidentPost[]): {
  shown: readonly IncidentPost[];
  folded: number;
} {
  if (others.length <= SHOWN + 1) return { shown: others, folded: 0 };
  const kept = new Set(others.filter(({ isMember, isOwn }) => isMember || isOwn));
  for (const post of others) if (kept.size < SHOWN) kept.add(post);
  return { shown: others.filter((post) => kept.has(post)), folded: others.length - kept.size };
}

/** How a post looked, from the first time it was seen to now. */
export interface Look {
  serial: number;
  seenAt: string;
  text: string;
  authorName: string;
  sha256: string;
  isNow: boolean;
}

export const looksOf = ({ sights }: Pick<IncidentPost, 'sights'>): Look[] =>
  sights.map((one, at) => ({ ...one, isNow: at === sights.length - 1 }));

/** The look `by` steps from the one that is shown (null = the latest); the ends are ends. */
export function stepLook(looks: readonly Look[], shown: number | null, by: 1 | -1): number | null {
  const at = shown === null ? looks.length - 1 : looks.findIndex(({ serial }) => serial === shown);
  const to = looks[Math.min(looks.length - 1, Math.max(0, at + by))];
  return !to || to.isNow ? null : to.serial;
}

/** «7c1f 09ae…52d8»: enough of a print to be compared by eye. */
export const briefPrint = (sha256: string): string =>
  `${sha256.slice(0, 4)} ${sha256.slice(4, 8)}…${sha256.slice(-4)}`;
