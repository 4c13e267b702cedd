import { sql } from 'kysely';
import { normaliseEmail, normalisePhone } from '../../../../shared/text/contacts.ts';
import { findResidents, hashPrivate } from '../../../base/identity/index.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { isOnRoll } from '../roll.ts';
import type { PollRow } from '../rows.ts';
import { requireUnusedCode } from './codes.ts';

/**
 * One person, one ballot: on paper, at a kiosk or by phone. Whoever takes one at a place is marked by the contact they would sign in with, or by the document
 * they show where they have none: a keyed hash of this poll alone. What they chose is on paper and never meets it.
 */

const keyOf = (ctx: Ctx, pollId: string, proof: string): string =>
  hashPrivate(ctx.config, `poll-paper:${pollId}`, proof);

/** «65 14 № 123456» and «6514 123456» are one. */
const plainBasis = (basis: string): string => basis.toUpperCase().replace(/[^\p{L}\d]/gu, '');
const SHORTEST_BASIS = 4;

export interface Proof {
  contact: string;
  basis: string;
}

/** The contact in its one form, or the document. Refuses what is neither. */
function readProof({ contact, basis }: Proof): { phone: string | null; email: string | null; words: string } {
  if (contact.trim() !== '') {
    const [phone, email] = [normalisePhone(contact), normaliseEmail(contact)];
    if (phone === null && email === null)
      throw new AppError('lib.bad-input', 'Это не телефон и не почта.', {
        fields: { contact: 'Телефон или почта, как для входа' },
      });
    return { phone, email: phone === null ? email : null, words: phone ?? email ?? '' };
  }
  const plain = plainBasis(basis);
  if (plain.length < SHORTEST_BASIS)
    throw new AppError('lib.bad-input', 'Назовите контакт или документ.', {
      fields: { contact: 'Телефон или почта; если их нет — номер документа ниже' },
    });
  return { phone: null, email: null, words: `document ${plain}` };
}

/** Marks and answers of one person by two ways wait for one another. */
const holdProof = (ctx: Ctx, key: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`polls.paper ${key}`}, 0))`.execute(ctx.db);

interface Known {
  /** Residents who have the contact. */
  ids: string[];
  /** Keys of all their contacts: a person of two is one person. */
  keys: string[];
}

async function readKnown(
  ctx: Ctx,
  pollId: string,
  contact: { phone: string | null; email: string | null },
): Promise<Known> {
  if (contact.phone === null && contact.email === null) return { ids: [], keys: [] };
  const residents = await findResidents(ctx, contact);
  return {
    ids: residents.map(({ id }) => id),
    keys: residents
      .flatMap(({ phone, email }) => [phone, email])
      .flatMap((own) => (own === null ? [] : [keyOf(ctx, pollId, own)])),
  };
}

export interface MarkedPerson {
  markKey: string;
  /** How they are marked already; null = they are not. */
  mark: { way: 'paper' | 'kiosk'; placeId: string; codeKey: string | null } | null;
}

/** The person by what they show, held against their coming by another way. Refuses who has answered by phone. Plans: primary keys. */
export async function holdPerson(ctx: Ctx, poll: PollRow, proof: Proof): Promise<MarkedPerson> {
  const { phone, email, words } = readProof(proof);
  const markKey = keyOf(ctx, poll.id, words);
  const known = await readKnown(ctx, poll.id, { phone, email });
  const keys = [...new Set([markKey, ...known.keys])];
  for (const one of keys.toSorted()) await holdProof(ctx, one);
  for (const personId of known.ids)
    if (await isOnRoll(ctx, poll, personId))
      throw new AppError(
        'lib.conflict',
        'Этот человек уже получил электронный бюллетень: на участке второй не выдают.',
      );
  const row = await ctx.db
    .selectFrom('polls.paper_mark')
    .select(['mark_key', 'way', 'place_id', 'code_key'])
    .where('poll_id', '=', poll.id)
    .where('mark_key', 'in', keys)
    .executeTakeFirst();
  if (!row) return { markKey, mark: null };
  return {
    markKey: row.mark_key,
    mark: { way: row.way, placeId: row.place_id, codeKey: row.code_key },
  };
}

/** Marks that this person takes a paper ballot at a place. */
export async function markPaper(ctx: Ctx, poll: PollRow, placeId: string, proof: Proof): Promise<void> {
  const { markKey, mark } = await holdPerson(ctx, poll, proof);
  if (mark?.way === 'paper')
    throw new AppError('lib.conflict', 'Этот человек уже получил бумажный бюллетень.');
  if (mark)
    throw new AppError(
      'lib.conflict',
      'Этому человеку уже дали код киоска. Если он им не воспользовался, снимите отметку: «Бюллетень вернули».',
    );
  await ctx.db
    .insertInto('polls.paper_mark')
    .values({ poll_id: poll.id, mark_key: markKey, place_id: placeId })
    .execute();
}

/** The reason is read by all who read the poll: the contact or the document is not repeated there. */
export function requireNothingOf(proof: Proof, reason: string): void {
  const { phone, words } = readProof(proof);
  const said = phone === null ? plainBasis(words.replace(/^document /u, '')) : phone.slice(-10);
  if (plainBasis(reason).includes(said))
    throw badField('reason', 'Уберите контакт или номер документа: причину видят все, кто видит опрос');
}

/**
 * Takes back the mark of this person at this place, and says of what it was: they may take a ballot again, by any way. Whoever has voted
 * at the kiosk has nothing to give back. Plan: the primary key.
 */
export async function unmarkPaper(
  ctx: Ctx,
  poll: PollRow,
  placeId: string,
  proof: Proof,
): Promise<'paper' | 'kiosk'> {
  const key = keyOf(ctx, poll.id, readProof(proof).words);
  await holdProof(ctx, key);
  const gone = await ctx.db
    .deleteFrom('polls.paper_mark')
    .where('poll_id', '=', poll.id)
    .where('mark_key', '=', key)
    .where('place_id', '=', placeId)
    .returning(['way', 'code_key'])
    .executeTakeFirst();
  if (!gone)
    throw new AppError(
      'lib.conflict',
      'Такой отметки на этом участке нет. Проверьте участок и то, по чему отмечали: контакт или документ.',
    );
  if (gone.code_key !== null) await requireUnusedCode(ctx, poll, gone.code_key);
  return gone.way;
}

const hasPlaces = async (ctx: Ctx, pollId: string): Promise<boolean> =>
  (await ctx.db
    .selectFrom('polls.place')
    .select('id')
    .where('poll_id', '=', pollId)
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** Whoever took a ballot at a place answers by phone no more. In the transaction of the answer. Plan: the primary key. */
export async function refuseMarked(ctx: Ctx, poll: Pick<PollRow, 'id'>): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'resident') return;
  const keys = [actor.phone, actor.email]
    .filter((contact) => contact !== null)
    .map((contact) => keyOf(ctx, poll.id, contact));
  // Places are named before the opening alone: a poll without them has no marks, and its answers wait for nothing.
  if (keys.length === 0 || !(await hasPlaces(ctx, poll.id))) return;
  for (const key of keys.toSorted()) await holdProof(ctx, key);
  const row = await ctx.db
    .selectFrom('polls.paper_mark')
    .select('poll_id')
    .where('poll_id', '=', poll.id)
    .where('mark_key', 'in', keys)
    .executeTakeFirst();
  if (row)
    throw new AppError(
      'lib.conflict',
      'По этому контакту бюллетень уже получили на участке: второй не выдают. Если это были не вы, скажите комиссии участка.',
    );
}
