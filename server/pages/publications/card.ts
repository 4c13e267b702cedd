import type * as contract from '../../../shared/contract/pages/publications.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { describeFiles } from '../../base/files/index.ts';
import { maskEmail } from '../../base/identity/index.ts';
import { findPublications } from '../../base/networks/index.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { isOwnWork } from '../../lib/module/two-people.ts';
import { type ApprovalLinkRow, currentLinks, isAwaited, outsideState } from './approval-links.ts';
import { approvalsOf, isCurrent, isOutside } from './approvals.ts';
import { factsOf } from './facts/check-facts.ts';
import { publishingToday } from './pack.ts';
import { type Place, readPlaces } from './places.ts';
import { checkFlight } from './preflight.ts';
import {
  type ChangeRow,
  type PictureRow,
  type PublicationRow,
  picturesOf,
  VARIANT_SUBJECT,
  type VariantRow,
  variantsOf,
  wordsOf,
} from './rows.ts';
import { offerActs, offerVariantActs } from './what-may.ts';

type Card = contract.PublicationCard;
type Variant = contract.PublicationVariant;

export interface OnItsWay {
  isPublishing: boolean;
  reason: string;
  nextAt: Date | null;
  lostAt: Date | null;
}

/** How variants that were handed to networks stand there now, by variant. */
export async function readOnTheirWay(
  ctx: Ctx,
  variantIds: readonly string[],
): Promise<Map<string, OnItsWay>> {
  const rows = await findPublications(ctx, VARIANT_SUBJECT, variantIds);
  return new Map(
    rows.flatMap((row) =>
      row.act === 'publish'
        ? [
            [
              row.subject_id,
              {
                isPublishing: row.state === 'publishing',
                reason: row.state === 'waiting' ? row.reason : '',
                nextAt: row.state === 'waiting' ? row.next_at : null,
                lostAt: row.standing === 'lost' ? row.standing_at : null,
              },
            ],
          ]
        : [],
    ),
  );
}

function presentChange(ctx: Ctx, row: ChangeRow): Variant['changes'][number] {
  const mayApprove = hasPermission(ctx, 'publications.approve');
  const acts: [string, boolean][] = [
    ['approve', row.state === 'approval' && mayApprove && !isOwnWork(ctx.actor, row.made_by)],
    ['return', row.state === 'approval' && mayApprove],
    ['settle', ['failed', 'unknown'].includes(row.state) && hasPermission(ctx, 'publications.keep')],
  ];
  return {
    id: row.id,
    kind: row.kind,
    reason: row.reason,
    before: row.before,
    after: row.after,
    state: row.state,
    stateReason: row.state_reason,
    by: row.made_by_name,
    at: row.made_at.toISOString(),
    approvedBy: row.approved_by_name,
    can: acts.flatMap(([act, isOffered]) => (isOffered ? [act] : [])),
  };
}

interface KnownVariant {
  place: Place | undefined;
  way: OnItsWay | undefined;
  changes: ChangeRow[];
}

function presentVariant(ctx: Ctx, piece: PublicationRow, row: VariantRow, known: KnownVariant): Variant {
  const { place, way, changes } = known;
  const hasOpenChange = changes.some(({ state }) => ['approval', 'doing', 'unknown'].includes(state));
  const isWaiting = row.state === 'waiting';
  return {
    id: row.id,
    pageId: row.page_id,
    pageTitle: place?.page.title ?? '',
    body: place?.body ?? '',
    network: place?.page.network ?? '',
    networkTitle: place?.networkTitle ?? '',
    manualReason: place ? place.manualReason : 'страница в архиве',
    ownText: row.own_text,
    text: wordsOf(piece, row),
    dueAt: row.due_at.toISOString(),
    state: isWaiting && way?.isPublishing ? 'publishing' : row.state,
    url: row.url,
    publishedAt: row.published_at?.toISOString() ?? null,
    reason: isWaiting ? (way?.reason ?? '') : row.reason,
    nextAt: isWaiting ? (way?.nextAt?.toISOString() ?? null) : null,
    lostAt: way?.lostAt?.toISOString() ?? null,
    changes: changes.map((change) => presentChange(ctx, change)),
    can: offerVariantActs(ctx, piece, row, { hasOpenChange, isKept: place !== undefined }),
  };
}

async function readVariants(
  ctx: Ctx,
  piece: PublicationRow,
  rows: readonly VariantRow[],
  places: ReadonlyMap<string, Place>,
): Promise<Variant[]> {
  const ids = rows.map(({ id }) => id);
  const changes =
    ids.length === 0
      ? []
      : await ctx.db
          .selectFrom('publications.change')
          .selectAll()
          .where('variant_id', 'in', ids)
          .orderBy('made_at')
          .execute();
  const changesOf = Map.groupBy(changes, ({ variant_id: id }) => id);
  const ways = await readOnTheirWay(ctx, ids);
  return rows.map((row) =>
    presentVariant(ctx, piece, row, {
      place: places.get(row.page_id),
      way: ways.get(row.id),
      changes: changesOf.get(row.id) ?? [],
    }),
  );
}

async function presentPictures(ctx: Ctx, rows: readonly PictureRow[]): Promise<Card['pictures']> {
  const files = await describeFiles(
    ctx,
    rows.map(({ file_id: fileId }) => fileId),
  );
  return rows.map(({ file_id: fileId, alt, is_borrowed: isBorrowed }) => ({
    fileId,
    alt,
    isBorrowed,
    isReleased: files.get(fileId)?.released ?? false,
  }));
}

function presentLink(ctx: Ctx, piece: PublicationRow, link: ApprovalLinkRow): Card['outside'][number] {
  const mayDrop =
    hasPermission(ctx, 'publications.approve') &&
    piece.state === 'approval' &&
    isAwaited(link) &&
    !isOwnWork(ctx.actor, piece.made_by);
  return {
    id: link.id,
    name: link.name,
    email: link.email && maskEmail(link.email),
    state: outsideState(link, ctx.now),
    askedBy: link.made_by_name,
    expiresAt: link.expires_at.toISOString(),
    can: mayDrop ? ['drop'] : [],
  };
}

const sourceHomes: Readonly<Record<contract.SourceKind, string>> = {
  case: '/staff/cases',
  problem: '/staff/problems',
  request: '/staff/gospubliki',
};

const sourceOf = (piece: PublicationRow): Card['source'] => {
  const { source_kind: kind, source_id: id, source_title: title } = piece;
  if (!kind || !id) return null;
  return { kind, id, title, link: `${sourceHomes[kind]}/${id}` };
};

/** Words nobody has to mend any more are not checked. */
const isOpen = ({ state }: PublicationRow): boolean => ['draft', 'returned', 'approval'].includes(state);

async function presentCard(ctx: Ctx, piece: PublicationRow): Promise<Card> {
  const rows = await variantsOf(ctx, piece.id);
  const pictures = await picturesOf(ctx, piece.id);
  const places = await readPlaces(ctx);
  const approvals = await approvalsOf(ctx, piece.id);
  const current = approvals.filter((one) => isCurrent(one, piece));
  const colleagues = current.filter((one) => !isOutside(one));
  const links = await currentLinks(ctx, piece);
  const needed = publishingToday(ctx).risks.find(({ id }) => id === piece.risk)?.approvals ?? 1;
  const asked = {
    text: piece.text,
    pictures: pictures.map(({ file_id: fileId, alt }) => ({ fileId, alt })),
    variants: rows.map((row) => ({ pageId: row.page_id, ownText: row.own_text, dueAt: row.due_at })),
  };
  const history = await ctx.db
    .selectFrom('publications.event')
    .selectAll()
    .where('publication_id', '=', piece.id)
    .orderBy('serial', 'desc')
    .limit(100)
    .execute();
  return {
    id: piece.id,
    text: piece.text,
    risk: piece.risk,
    state: piece.state,
    source: sourceOf(piece),
    brief: piece.brief,
    reason: piece.reason,
    isUrgent: piece.is_urgent,
    urgentReason: piece.urgent_reason,
    reviewBy: piece.review_by?.toISOString() ?? null,
    reviewedAt: piece.reviewed_at?.toISOString() ?? null,
    reviewedBy: piece.reviewed_by_name,
    madeBy: piece.made_by_name,
    madeAt: piece.made_at.toISOString(),
    pictures: await presentPictures(ctx, pictures),
    variants: await readVariants(ctx, piece, rows, places),
    approvals: approvals.map((one) => ({
      by: one.by_name,
      at: one.at.toISOString(),
      isAgreed: one.is_agreed,
      note: one.note,
      isCurrent: isCurrent(one, piece),
      isOutside: isOutside(one),
    })),
    approvalsLeft: piece.state === 'approval' ? Math.max(0, needed - colleagues.length) : 0,
    outside: links.map((link) => presentLink(ctx, piece, link)),
    notes: isOpen(piece) ? await checkFlight(ctx, asked, places) : [],
    facts: isOpen(piece) ? await factsOf(ctx, piece) : [],
    history: history.map((one) => ({
      at: one.at.toISOString(),
      by: one.by_name,
      what: one.what,
      note: one.note,
    })),
    version: piece.version,
    can: offerActs(ctx, piece, rows, current),
  };
}

export async function readPublicationCard(ctx: Ctx, id: string): Promise<Card> {
  const piece = await ctx.db
    .selectFrom('publications.publication')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!piece) throw new AppError('lib.not-found', 'Такой публикации нет. Обновите список.');
  return presentCard(ctx, piece);
}

/** Route. */
export const readPublication = (
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.readPublication>,
): Promise<Card> => readPublicationCard(ctx, params.id);
