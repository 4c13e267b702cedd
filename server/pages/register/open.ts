import type { BodyLine } from '../../../shared/contract/pages/register.ts';
import type * as contract from '../../../shared/contract/pages/register-open.ts';
import type { RouteReplyInput } from '../../../shared/contract/route.ts';
import { heldGrounds } from '../../../shared/text/pages/register.ts';
import { MINUTE } from '../../../shared/time.ts';
import { createKept } from '../../lib/jobs/kept.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { readBodies } from './list.ts';
import { readProof } from './proof/read-proof.ts';
import { isChoosable, networksOfRegister } from './rows.ts';

type Reply = RouteReplyInput<typeof contract.getOfficialPages>;

/** The check whose mark everybody looks for. */
const MARK = 'gov-mark';

/** Counted once for all readers. */
const keptPages = createKept<Reply>(1);

export async function readOpen(ctx: Ctx): Promise<Reply> {
  const bodies = await readBodies(ctx);
  const ids = bodies.flatMap(({ pages }) => pages.map(({ id }) => id));
  const proofs = await readProof(ctx, ids, ctx.now);
  const networks = networksOfRegister(ctx);
  const titles = new Map(networks.map(({ id, title }) => [id, title]));
  // A network that was closed by law is no place for an official page, though one may wait there for its archive.
  const open = new Set(networks.filter(isChoosable).map(({ id }) => id));
  const titleOf = (id: string): string => titles.get(id) ?? id;
  const present = (body: BodyLine): contract.OpenBody => ({
    unitId: body.unitId,
    depth: body.depth,
    title: body.title,
    pages: body.pages
      .filter(({ network, isOpening }) => open.has(network) && !isOpening)
      .map((page) => ({
        network: titleOf(page.network),
        title: page.title,
        url: page.url,
        isVerified: page.verification === 'verified',
        markOn: page.checks.some(({ id, state }) => id === MARK && state === 'there')
          ? (proofs.get(page.id)?.looks.get(MARK)?.taken_on ?? null)
          : null,
      })),
    exemptions: heldGrounds(body).map(({ network, ground, until }) => ({
      network: network && titleOf(network),
      ground,
      until,
    })),
    lacks: body.lacks.map(titleOf),
  });
  return { bodies: bodies.map(present), asOf: ctx.now.toISOString() };
}

/** Route, for everybody. */
export const getOfficialPages = (ctx: Ctx): Promise<Reply> =>
  keptPages(ctx, 'official-pages', { fresh: MINUTE }, () => readOpen(ctx));
