import { z } from 'zod';
import { defineRoute } from '../route.ts';

export const block = z.object({
  code: z.string(),
  digit: z.number(),
  title: z.string(),
  shortTitle: z.string(),
  decree: z.boolean(),
});
export const category = z.object({ id: z.string(), block: z.string(), title: z.string() });
/** What the portal asks of whoever chose the fact; `photo` is answered by attaching one. */
export const factQuestion = z.object({
  id: z.string().max(60),
  title: z.string().trim().min(1, 'Напишите вопрос').max(300),
  type: z.enum(['text', 'choice', 'number', 'date', 'photo']),
  isRequired: z.boolean(),
  options: z.array(z.string().trim().min(1).max(300)).min(2, 'Нужно хотя бы два ответа').max(20).optional(),
});
export type FactQuestion = z.infer<typeof factQuestion>;

export const fact = z.object({
  id: z.string(),
  block: z.string(),
  category: z.string(),
  title: z.string(),
  shortTitle: z.string(),
  executorKind: z.string(),
  deadlineRule: z.string(),
  importance: z.enum(['normal', 'high']),
  requiredFields: z.array(z.string()),
  questions: z.array(factQuestion),
  stopper: z.string().nullable(),
  /** About somebody's benefits, health, family or housing: never listed, joined or shown to strangers. */
  isPersonal: z.boolean(),
  officialCode: z.string().nullable(),
});
export type Fact = z.infer<typeof fact>;
export type Block = z.infer<typeof block>;

export const getTaxonomy = defineRoute({
  id: 'taxonomy.get-taxonomy',
  method: 'GET',
  path: '/api/taxonomy',
  access: 'public',
  summary: 'Рубрикатор: блоки, категории, факты',
  reply: z.object({
    version: z.string(),
    validFrom: z.string(),
    blocks: z.array(block),
    categories: z.array(category),
    facts: z.array(fact),
    executorKinds: z.record(z.string(), z.string()),
  }),
});
