import type { Ctx } from '../../../lib/module/context.ts';
import { networkConnector, type Publishing } from '../connector.ts';
import type { Publication, PublicationAct } from './rows.ts';

export type PublicationState = Publication['state'] | NonNullable<Publication['change_state']>;

/** How far a post of a subject is, or what was done with it after it stood. */
export interface FoundPublication {
  subject_id: string;
  act: PublicationAct;
  /** Of `publish`: waiting, publishing, published, failed, unknown, cancelled; of the others: waiting, doing, done, failed, unknown. */
  state: PublicationState;
  state_at: Date;
  /** In Russian; empty where all is well. */
  reason: string;
  /** When the program turns to it next; null = it waits for a person, or for nothing. */
  next_at: Date | null;
  attempts: number;
  page_id: string;
  /** As it stands there, or is to; of an edit what it is changed to. */
  text: string;
  due_at: Date;
  published_id: string | null;
  published_url: string | null;
  published_at: Date | null;
  removed_at: Date | null;
  /** A day after it came out: it stood, or was lost; null while nobody has looked. */
  standing: Publication['standing'];
  standing_at: Date | null;
}

type Row = Publication & { publish_trouble: string; publish_probe_at: Date | null };

function describe(row: Row, now: Date): FoundPublication[] {
  const { page_id, due_at, published_id, published_url, published_at, removed_at, standing, standing_at } =
    row;
  const shared = { subject_id: row.subject_id, page_id, due_at, published_id, published_url, published_at };
  const fate = { removed_at, standing, standing_at };
  const isHeldUp = row.publish_trouble !== '' && row.next_at !== null && row.next_at <= now;
  const isAhead = row.state === 'waiting' && row.next_at !== null && row.next_at < row.due_at;
  const post: FoundPublication = {
    ...shared,
    ...fate,
    act: 'publish',
    state: row.state,
    state_at: row.state_at,
    reason: row.reason || (isHeldUp ? row.publish_trouble : ''),
    next_at: isHeldUp ? row.publish_probe_at : isAhead ? row.due_at : row.next_at,
    attempts: row.attempts,
    text: row.text,
  };
  const { change_act: act, change_state: state, change_at: at } = row;
  if (act === null || state === null || at === null) return [post];
  const change: FoundPublication = {
    ...shared,
    ...fate,
    act,
    state,
    state_at: at,
    reason: row.change_reason,
    next_at: row.change_next_at,
    attempts: row.change_attempts,
    text: row.change_text ?? row.text,
  };
  return [post, change];
}

/** What became of posts of subjects of a kind: one line of each, and one more where it was edited or removed, or is to be. */
export async function findPublications(
  ctx: Ctx,
  kind: string,
  ids: readonly string[],
): Promise<FoundPublication[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('networks.publication as publication')
    .innerJoin('networks.page as page', 'page.id', 'publication.page_id')
    .selectAll('publication')
    .select(['page.publish_trouble', 'page.publish_probe_at'])
    .where('publication.subject_kind', '=', kind)
    .where('publication.subject_id', 'in', [...ids])
    .execute();
  return rows.flatMap((row) => describe(row, ctx.now));
}

/** What a network takes of a post and what can be done with it there; null where Отклик cannot publish in it. */
export interface PublishingFacts
  extends Pick<Publishing, 'textLimit' | 'pictureLimit' | 'pictureTypes' | 'pictureBytes'> {
  acts: readonly PublicationAct[];
}

/** Facts for whoever looks at a post before it is asked for. A picture goes out as base/files shows it: JPEG, at most 1600 px. */
export function findPublishingFacts(ctx: Pick<Ctx, 'ports'>, network: string): PublishingFacts | null {
  const publishing = ctx.ports.find(networkConnector, network)?.publishing;
  if (!publishing) return null;
  const { textLimit, pictureLimit, pictureTypes, pictureBytes, edit, remove } = publishing;
  const acts: PublicationAct[] = ['publish'];
  if (edit) acts.push('edit');
  if (remove) acts.push('remove');
  return { textLimit, pictureLimit, pictureTypes, pictureBytes, acts };
}
