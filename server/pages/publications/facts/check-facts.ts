import type { FactNote } from '../../../../shared/contract/pages/publications-facts.ts';
import { DAY } from '../../../../shared/time.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import {
  claimsOf,
  type Matter,
  promiseRulesOn,
  promiseSource,
  readClaims,
  type SaidBefore,
} from '../../../base/promises/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readSubject } from '../../../messages/cases/index.ts';
import { leadOfSolved } from '../../../messages/problems/index.ts';
import { type PublicationRow, variantsOf } from '../rows.ts';
import { type Earlier, findDissent } from './find-dissent.ts';

interface Asked {
  text: string;
  variants: readonly { pageId: string; ownText: string | null }[];
  source: { kind: string; id: string } | null;
}

async function caseOf(ctx: Ctx, source: Asked['source']): Promise<string | null> {
  if (source?.kind === 'case') return source.id;
  return source?.kind === 'problem' ? leadOfSolved(ctx, source.id) : null;
}

/** What all systems said officially of a matter, the latest first. */
async function readEarlier(ctx: Ctx, matter: Matter): Promise<Earlier[]> {
  const since = new Date(ctx.now.getTime() - promiseRulesOn(ctx).factDays * DAY);
  const said: SaidBefore[] = [];
  for (const { saidOf } of ctx.ports.list(promiseSource))
    if (saidOf) said.push(...(await saidOf(ctx, matter, since)));
  return said
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())
    .map(({ at, unitId, claims, title, link }) => ({
      at,
      on: localDate(at),
      by: unitId ?? '',
      claims,
      title,
      link,
    }));
}

async function checkText(
  ctx: Ctx,
  text: string,
  caseId: string | null,
  pageId: string | null,
): Promise<FactNote[]> {
  const on = localDate(ctx.now);
  const claims = readClaims(text, on);
  if (claimsOf(claims, 'day').length === 0) return [];
  const { category, placeKey } = readSubject(text, null);
  if (caseId === null && (category === null || placeKey === null)) return [];
  const earlier = await readEarlier(ctx, { category, placeKey, caseId });
  const dissent = findDissent({ at: ctx.now, on, claims }, earlier);
  if (!dissent) return [];
  const { earlier: said, clash } = dissent;
  return [
    {
      pageId,
      words: `В тексте срок «${clash.second}», а прежде сказано «${clash.first}»`,
      source: { title: said.title, link: said.link },
    },
  ];
}

/** Days in the words of a piece that differ from what was said officially of the same matter. */
export async function checkFacts(ctx: Ctx, { text, variants, source }: Asked): Promise<FactNote[]> {
  const caseId = await caseOf(ctx, source);
  const own = variants.flatMap(({ pageId, ownText }) =>
    ownText === null ? [] : [{ pageId, text: ownText }],
  );
  const isCommonSaid = own.length < variants.length || variants.length === 0;
  const notes = isCommonSaid ? await checkText(ctx, text, caseId, null) : [];
  for (const one of own) notes.push(...(await checkText(ctx, one.text, caseId, one.pageId)));
  return notes;
}

/** The same of a piece as it is kept. */
export async function factsOf(ctx: Ctx, piece: PublicationRow): Promise<FactNote[]> {
  const { source_kind: kind, source_id: id } = piece;
  const rows = await variantsOf(ctx, piece.id);
  return checkFacts(ctx, {
    text: piece.text,
    variants: rows.map((row) => ({ pageId: row.page_id, ownText: row.own_text })),
    source: kind && id ? { kind, id } : null,
  });
}

/** Refuses a piece of which these are known. `how`: what may be done about it. */
export function refuseFacts([first]: readonly FactNote[], how: string): void {
  if (first) throw new AppError('lib.conflict', `${first.words}: ${first.source.title}. ${how}`);
}

/** Refuses a piece that names another day than was promised. */
export const requireFacts = async (ctx: Ctx, piece: PublicationRow, how: string): Promise<void> =>
  refuseFacts(await factsOf(ctx, piece), how);
