import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import type { RankedFact } from '../../../../shared/contract/messages/cases-card.ts';

/** What the operator has changed of the proposal; empty = as proposed. */
export interface TriageChoice {
  block?: string;
  factId?: string;
  /** The block a digit has named: its facts are a key away. */
  within?: string;
  unitId?: string;
  /** Which place of the text is taken; null: none of them. */
  placeAt?: number | null;
}

/** Keys of the ranked facts, free of every other key of triage; the general topic of a chosen block has its own. */
export const factKeys = ['KeyQ', 'KeyE', 'KeyR', 'KeyC', 'KeyV'] as const;
export const generalKey = 'KeyY';

export const generalOf = (block: string): string => `${block}.general.other`;
export const isGeneral = (factId: string | null): boolean => factId?.endsWith('.general.other') ?? false;

/** The topic a person gave before. */
const given = { confidence: 0, isSure: true };

/**
 * The facts a key away: of the block a digit has chosen, else of all; what is proposed stands first. The general topic is
 * not among them: it has a key of its own.
 */
export function offerFacts(
  row: Pick<CaseRow, 'suggestion' | 'block' | 'factId'>,
  choice: TriageChoice,
  ranked: readonly RankedFact[],
): RankedFact[] {
  const [best] = row.suggestion;
  const own = row.factId && row.block ? [{ ...given, factId: row.factId, block: row.block }] : [];
  const known = new Map<string, RankedFact>();
  for (const one of [...own, ...(best ? [best] : []), ...ranked, ...row.suggestion]) {
    const isWithin = choice.within === undefined || one.block === choice.within;
    if (!isWithin || isGeneral(one.factId) || known.has(one.factId)) continue;
    const { factId, block, confidence, isSure } = one;
    known.set(factId, { factId, block, confidence, isSure });
  }
  return [...known.values()].slice(0, factKeys.length);
}
