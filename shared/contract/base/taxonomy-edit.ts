import { z } from 'zod';
import { isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { block, category, fact, factQuestion } from './taxonomy.ts';

/** The administrator's editor of the rubricator: a list of changes becomes a new dated version. */

const line = (max: number) => z.string().trim().min(1, 'Заполните поле').max(max, `Не длиннее ${max} знаков`);
const words = z.string().trim().max(4000);

export const requiredFields = ['place', 'house', 'photo', 'contact'] as const;

/** What may be changed in a fact; what is left out stays. */
const factPatch = z.object({
  title: line(90).optional(),
  shortTitle: line(24).optional(),
  /** Category it moves to, of any block. */
  category: z.string().max(120).optional(),
  keywords: words.min(1, 'Назовите хотя бы одно слово').optional(),
  negative: words.optional(),
  executorKind: z.string().max(60).optional(),
  deadlineRule: z.string().max(60).optional(),
  importance: z.enum(['normal', 'high']).optional(),
  requiredFields: z.array(z.enum(requiredFields)).optional(),
  questions: z.array(factQuestion).max(6).optional(),
  stopper: z.string().trim().max(300).nullable().optional(),
  isPersonal: z.boolean().optional(),
});
export type FactPatch = z.infer<typeof factPatch>;

export const taxonomyChange = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('add-fact'),
    category: z.string().max(120),
    fact: factPatch.required({ title: true, keywords: true }),
  }),
  z.object({ kind: z.literal('change-fact'), id: z.string().max(160), fact: factPatch }),
  z.object({ kind: z.literal('retire-fact'), id: z.string().max(160) }),
  z.object({ kind: z.literal('add-category'), block: z.string().max(60), title: line(60) }),
  z.object({ kind: z.literal('rename-category'), id: z.string().max(120), title: line(60) }),
  z.object({ kind: z.literal('retire-category'), id: z.string().max(120) }),
  z.object({
    kind: z.literal('rename-block'),
    code: z.string().max(60),
    title: line(300),
    shortTitle: line(24),
  }),
]);
export type TaxonomyChange = z.infer<typeof taxonomyChange>;

const changeSet = z.object({
  /** The version the editor saw: another one saved meanwhile is not overwritten unseen. */
  base: z.string().max(120),
  changes: z.array(taxonomyChange).min(1, 'Ничего не изменено').max(200),
  validFrom: isoDate,
});

export const editedFact = fact.extend({ keywords: z.string(), negative: z.string() });
export type EditedFact = z.infer<typeof editedFact>;

export const getLatestTaxonomy = defineRoute({
  id: 'taxonomy.get-latest-taxonomy',
  method: 'GET',
  path: '/api/taxonomy/latest',
  access: { permission: 'taxonomy.manage' },
  summary: 'Последняя редакция рубрикатора со словами — для правки',
  reply: z.object({
    id: z.string(),
    validFrom: z.string(),
    blocks: z.array(block),
    categories: z.array(category),
    facts: z.array(editedFact),
    executorKinds: z.record(z.string(), z.string()),
  }),
});

export const listTaxonomyVersions = defineRoute({
  id: 'taxonomy.list-versions',
  method: 'GET',
  path: '/api/taxonomy/versions',
  access: { permission: 'taxonomy.manage' },
  summary: 'Редакции рубрикатора: когда действует, кто и что изменил',
  reply: z.object({
    versions: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        validFrom: z.string(),
        validTo: z.string().nullable(),
        savedAt: z.string(),
        authorName: z.string().nullable(),
        /** What was changed, one line each. */
        changes: z.array(z.string()),
        facts: z.number(),
      }),
    ),
  }),
});

export const previewTaxonomyChange = defineRoute({
  id: 'taxonomy.preview-change',
  method: 'POST',
  path: '/api/taxonomy/changes/preview',
  access: { permission: 'taxonomy.manage' },
  summary: 'Что изменит новая редакция — до записи',
  readOnly: true,
  body: changeSet,
  reply: z.object({
    lines: z.array(z.string()),
    /** Open cases of the facts that change. */
    openCases: z.number(),
    words: z.string(),
  }),
});

export const saveTaxonomyChange = defineRoute({
  id: 'taxonomy.save-change',
  method: 'POST',
  path: '/api/taxonomy/changes',
  access: { permission: 'taxonomy.manage' },
  summary: 'Записать новую редакцию рубрикатора',
  body: changeSet,
  reply: z.object({ id: z.string(), lines: z.array(z.string()) }),
});
