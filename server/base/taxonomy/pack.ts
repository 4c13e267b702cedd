import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Block, Fact } from '../../../shared/contract/base/taxonomy.ts';
import { readKeywords } from './keywords.ts';

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const sentence = z.string().trim().min(1).max(300);
const isoDay = z.iso.date();

/** What a message on the fact must carry before it can be worked on. */
export const requiredField = z.enum(['place', 'house', 'photo', 'contact']);

const question = z.strictObject({
  id: slug,
  title: sentence,
  type: z.enum(['text', 'choice', 'number', 'date', 'photo']).optional(),
  isRequired: z.boolean().default(false),
  options: z.array(sentence).min(2).optional(),
});

/** Defaults of a block file; a fact may replace each. */
const defaults = z.strictObject({
  executorKind: slug,
  deadlineRule: slug,
  requiredFields: z.array(requiredField),
  isPersonal: z.boolean().default(false),
});

const factEntry = z.strictObject({
  /** `<category>.<fact>`, both slugs of the block file. */
  id: z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/),
  title: sentence.max(90),
  shortTitle: sentence.max(24),
  /** Comma-separated words and phrases; the grammar stands in keywords.ts. */
  keywords: z.string().min(1),
  /** Same grammar: what speaks against the fact. */
  negative: z.string().optional(),
  executorKind: slug.optional(),
  deadlineRule: slug.optional(),
  importance: z.enum(['normal', 'high']).default('normal'),
  requiredFields: z.array(requiredField).optional(),
  questions: z.array(question).max(4).default([]),
  stopper: sentence.nullable().default(null),
  /** About somebody's benefits, health, family or housing: strangers never learn that such a message exists. */
  isPersonal: z.boolean().optional(),
  officialCode: z
    .string()
    .regex(/^\d{4}(\.\d{4}){3}$/)
    .nullable()
    .default(null),
  /** How often residents write about it: share of 10,000 messages. */
  weight: z.number().min(0),
  /** Twelve factors, January first, mean about 1; none = the same all year. */
  months: z.array(z.number().min(0)).length(12).optional(),
  /** Invented messages for the demo city; `{street}` and `{house}` are filled in. */
  demoTexts: z.array(sentence).min(2).max(4),
});

const blockFile = z.strictObject({
  categories: z.array(z.strictObject({ id: slug, title: sentence.max(60) })).min(1),
  defaults,
  facts: z.array(factEntry).min(1),
});

const indexFile = z.strictObject({
  id: slug,
  version: z.string().min(1).max(40),
  /** First local day on which new messages are sorted by this version. */
  validFrom: isoDay,
  title: sentence,
  source: z.array(z.string().min(1)),
  blocks: z
    .array(
      z.strictObject({
        code: slug,
        digit: z.number().int().min(0).max(9),
        title: sentence,
        shortTitle: sentence.max(24),
        /** One of the eight sector blocks of decree 398 of 2021. */
        decree: z.boolean(),
      }),
    )
    .min(1),
  executorKinds: z.record(slug, sentence),
});

/** A fact of the pack: what the contract shows and what only the suggester and the demo city need. */
export interface PackFact extends Fact {
  keywords: string;
  negative: string;
  weight: number;
  months: number[] | null;
  demoTexts: string[];
}

export interface Taxonomy {
  id: string;
  version: string;
  validFrom: string;
  title: string;
  source: string[];
  /** SHA-256 of the content, hex: tells a changed pack from a loaded one. */
  hash: string;
  blocks: Block[];
  categories: { id: string; block: string; title: string }[];
  facts: PackFact[];
  executorKinds: Record<string, string>;
}

/** The pack contradicts itself; the message is Russian and names the file and the entry. */
export class TaxonomyInvalid extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'TaxonomyInvalid';
  }
}

function readJson<T extends z.ZodType>(dir: string, name: string, schema: T): z.output<T> {
  const path = join(dir, name);
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new TaxonomyInvalid(`Рубрикатор: файл ${name} не читается`, error);
  }
  const parsed = schema.safeParse(raw);
  if (!parsed.success)
    throw new TaxonomyInvalid(`Рубрикатор, ${name}: ${z.prettifyError(parsed.error)}`, parsed.error);
  return parsed.data;
}

type FactEntry = z.output<typeof factEntry>;

function toFact(block: string, entry: FactEntry, common: z.output<typeof defaults>): PackFact {
  const category = entry.id.slice(0, entry.id.indexOf('.'));
  return {
    id: `${block}.${entry.id}`,
    block,
    category: `${block}.${category}`,
    title: entry.title,
    shortTitle: entry.shortTitle,
    executorKind: entry.executorKind ?? common.executorKind,
    deadlineRule: entry.deadlineRule ?? common.deadlineRule,
    importance: entry.importance,
    requiredFields: entry.requiredFields ?? common.requiredFields,
    questions: entry.questions.map(({ id, title, type, isRequired, options }) => ({
      id,
      title,
      type: type ?? (options ? 'choice' : 'text'),
      isRequired,
      ...(options && { options }),
    })),
    stopper: entry.stopper,
    isPersonal: entry.isPersonal ?? common.isPersonal,
    officialCode: entry.officialCode,
    keywords: entry.keywords,
    negative: entry.negative ?? '',
    weight: entry.weight,
    months: entry.months ?? null,
    demoTexts: entry.demoTexts,
  };
}

/** `<code>-<part>.json` in the order of their names, then `<code>.json`, which ends with the general fact. */
function filesOf(dir: string, code: string): string[] {
  const parts = readdirSync(dir).filter((name) => name.startsWith(`${code}-`) && name.endsWith('.json'));
  return [...parts.sort(), `${code}.json`];
}

/**
 * Reads one pack folder: `index.json` and for each block `<code>.json` with, where it is long, parts beside it.
 * Throws `TaxonomyInvalid` when a file is missing or wrong, an id repeats, a fact names an unknown category or
 * executor, or a block lacks its general fact.
 */
export function loadTaxonomy(dir: string): Taxonomy {
  const index = readJson(dir, 'index.json', indexFile);
  const categories: Taxonomy['categories'] = [];
  const facts: PackFact[] = [];
  for (const { code } of index.blocks) {
    for (const name of filesOf(dir, code)) {
      const file = readJson(dir, name, blockFile);
      for (const { id, title } of file.categories)
        categories.push({ id: `${code}.${id}`, block: code, title });
      for (const entry of file.facts) facts.push(toFact(code, entry, file.defaults));
    }
  }
  const content = { ...index, categories, facts };
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const taxonomy: Taxonomy = { ...content, hash };
  checkTaxonomy(taxonomy);
  return taxonomy;
}

/** Every pack under `root` (a folder each), oldest first. */
export function loadTaxonomies(root: string): Taxonomy[] {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const packs = folders.map((folder) => loadTaxonomy(join(root, folder.name)));
  return packs.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
}

/** Throws `TaxonomyInvalid` when the parts contradict each other. */
export function checkTaxonomy(taxonomy: Taxonomy): void {
  const categoryIds = new Set(taxonomy.categories.map((category) => category.id));
  refuseRepeats('категория', taxonomy.categories);
  refuseRepeats('факт', taxonomy.facts);
  for (const fact of taxonomy.facts) {
    if (!categoryIds.has(fact.category))
      throw new TaxonomyInvalid(`Рубрикатор, ${fact.id}: нет категории «${fact.category}»`);
    if (!(fact.executorKind in taxonomy.executorKinds))
      throw new TaxonomyInvalid(`Рубрикатор, ${fact.id}: нет вида исполнителя «${fact.executorKind}»`);
    for (const text of [fact.keywords, fact.negative]) checkKeywords(fact.id, text);
  }
  for (const { code } of taxonomy.blocks) {
    if (!taxonomy.facts.some((fact) => fact.id === `${code}.general.other`))
      throw new TaxonomyInvalid(`Рубрикатор: в блоке «${code}» нет общего факта`);
  }
}

function refuseRepeats(what: string, entries: { id: string }[]): void {
  const seen = new Set<string>();
  for (const { id } of entries) {
    if (seen.has(id)) throw new TaxonomyInvalid(`Рубрикатор: ${what} «${id}» записан дважды`);
    seen.add(id);
  }
}

function checkKeywords(factId: string, text: string): void {
  try {
    readKeywords(text);
  } catch (error) {
    throw new TaxonomyInvalid(`Рубрикатор, ${factId}: ${(error as Error).message}`, error);
  }
}
