import { sql } from 'kysely';
import { findBlock, findFact } from '../../../base/taxonomy/index.ts';
import { districtTitle, placeFromText } from '../../../base/territory/index.ts';
import { suggestTopic } from '../../../base/understanding/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { AssignmentRecord } from '../assignment-rows.ts';
import { blocksOf } from './linked-cases.ts';

/** What an assignment is of, as far as its words and what is linked tell. */
interface Matter {
  /** Blocks it is surely of; none where that is not known. */
  blocks: readonly string[];
  streetId: string | null;
  districtId: string | null;
}

/** A message that is to be linked. */
interface Message {
  factId: string | null;
  block: string | null;
  streetId: string | null;
  districtId: string | null;
}

/** How the paper is called: «поручение», «читает поручение», «в поручении». */
interface PaperWords {
  name: string;
  inside: string;
}

const order: PaperWords = { name: 'поручение', inside: 'в поручении' };

/**
 * Why a message may not belong to a decision, a sentence each: it is of somebody's own life, of another topic, of another place. What
 * neither side names is no difference.
 */
export function warningsOf(matter: Matter, message: Message, paper: PaperWords = order): string[] {
  const { blocks } = matter;
  const isOther = (own: string | null, other: string | null) =>
    own !== null && other !== null && own !== other;
  const fact = findFact(message.factId ?? '');
  const title = (code: string) => `«${findBlock(code)?.title ?? code}»`;
  const warnings: string[] = [];
  if (fact?.isPersonal)
    warnings.push(
      `Сообщение личное («${fact.title}»): о нём узнают все, кто читает ${paper.name}, а в протоколах личного нет.`,
    );
  if (message.block && blocks.length > 0 && !blocks.includes(message.block))
    warnings.push(
      `Другая тема: сообщение — ${title(message.block)}, ${paper.name} — ${blocks.map(title).join(', ')}.`,
    );
  const isOtherStreet = isOther(matter.streetId, message.streetId);
  const isOtherDistrict = !matter.streetId && isOther(matter.districtId, message.districtId);
  if (isOtherStreet || isOtherDistrict)
    warnings.push(
      `Другое место: ${paper.inside} ${isOtherStreet ? 'названа другая улица' : `названо: ${districtTitle(matter.districtId!)}`}.`,
    );
  return warnings;
}

/** What is to be said before a case is linked to an assignment. Plan: the case by its id. */
export async function listLinkWarnings(ctx: Ctx, row: AssignmentRecord, caseId: string): Promise<string[]> {
  const { rows } = await sql<Message>`
    SELECT fact_id AS "factId", block, street_id AS "streetId", district_id AS "districtId"
    FROM cases.v_matter WHERE id = ${caseId}`.execute(ctx.db);
  const [message] = rows;
  if (!message) return [];
  const words = [row.text, row.expected_result].filter(Boolean).join('. ');
  const linked = await blocksOf(ctx, row.id);
  const sure = suggestTopic(words).filter(({ isSure }) => isSure);
  const place = placeFromText(words);
  return warningsOf(
    {
      blocks: [...new Set([...linked, ...sure.map(({ block }) => block)])],
      streetId: place?.streetId ?? null,
      districtId: place?.districtId ?? null,
    },
    message,
  );
}
