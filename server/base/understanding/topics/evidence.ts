import { resolve } from 'node:path';
import { type Evidence, loadTaxonomy, type Taxonomy } from '../../taxonomy/index.ts';

/** What a model takes from the taxonomy: the ids its columns stand for. Kept in the model's file. */
export interface EvidenceColumns {
  facts: string[];
  blocks: string[];
}

/** Evidence of this many keywords counts as half of the utmost. */
const HALF_SURE = 1.5;

/** Evidence as a share of the utmost, 0–1. */
export const squash = (score: number): number => score / (score + HALF_SURE);

/** Reads what a taxonomy's own words say of a text. */
export type EvidenceReader = (text: string) => Evidence;

/** The columns a model trained with this taxonomy has. */
export const columnsOf = (taxonomy: Taxonomy): EvidenceColumns => ({
  facts: taxonomy.facts.map(({ id }) => id),
  blocks: taxonomy.blocks.map(({ code }) => code),
});

/** The taxonomy shipped in packs: the shipped model is trained and measured with it. */
export const shippedTaxonomy = (): Taxonomy =>
  loadTaxonomy(resolve(import.meta.dirname, '../../../../packs/base/taxonomy/otklik-2026'));
