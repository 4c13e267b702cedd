import { z } from 'zod';
import { personText } from '../messages/cases.ts';

/** Questions of a poll and answers to them. What may be asked and answered: shared/text/participation/. */

export const questionKinds = [
  'single',
  'multi',
  'scale',
  'matrix',
  'text',
  'point',
  'ranking',
  // One of several pictures.
  'photo',
  // Projects that fit a sum together.
  'budget',
] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** What becomes of the money where the next project is dearer than what is left: the next that fits has it, or nobody. */
export const shortRules = ['next', 'stop'] as const;
export type ShortRule = (typeof shortRules)[number];

/** «Затрудняюсь ответить»: a choice of its own beside those of the question. */
export const UNSURE = 'unsure';

const slug = z.string().regex(/^[a-z0-9-]{1,20}$/u, 'Код из латинских букв и цифр');

const option = z.object({
  id: slug.refine((id) => id !== UNSURE, 'Этот код занят'),
  title: personText(200).min(1, 'Напишите вариант'),
  about: personText(500).default(''),
  /** Of «budget»: the district or the street. */
  place: personText(200).default(''),
  /** Roubles; null = none is told. */
  cost: z.number().int().min(0).max(1e12).nullable().default(null),
  /** Of «photo» and «budget»: null while there is none. */
  fileId: z.uuid().nullable().default(null),
  /** Of a file that was just sent; it is not kept. */
  token: z.string().max(200).optional(),
  /** The picture in words. */
  alt: personText(500).default(''),
});
export type QuestionOption = z.infer<typeof option>;

export const question = z.object({
  id: slug,
  kind: z.enum(questionKinds),
  title: personText(300).min(1, 'Напишите вопрос'),
  hint: personText(500).default(''),
  isRequired: z.boolean().default(true),
  /** What is chosen from; of «matrix», the columns. */
  options: z.array(option).max(50, 'Не больше пятидесяти вариантов').default([]),
  /** Lines of «matrix», each of which is answered by one column. */
  rows: z
    .array(z.object({ id: slug, title: personText(200).min(1, 'Напишите строку') }))
    .max(30, 'Не больше тридцати строк')
    .default([]),
  /** Each person sees the options in an order of their own. */
  isShuffled: z.boolean().default(false),
  hasUnsure: z.boolean().default(false),
  /** Of «multi» and «ranking»: how many are chosen; `most` 0 = all there are. */
  least: z.number().int().min(1).max(50).default(1),
  most: z.number().int().min(0).max(50).default(0),
  /** Of «scale»: from 1 to so many, with what the ends mean. */
  steps: z.number().int().min(2).max(10).default(5),
  lowTitle: personText(60).default(''),
  highTitle: personText(60).default(''),
  /** Of «budget»: roubles there are for all; null = not named yet. */
  total: z.number().int().min(1).max(1e12).nullable().default(null),
  /** Of «budget»: by the pack of the day it opens (packs/participation/polls), frozen with the questions. */
  whenShort: z.enum(shortRules).default('next'),
  /** It is asked only where each of these earlier questions was answered by one of these choices. */
  showIf: z
    .array(z.object({ questionId: slug, anyOf: z.array(z.string().max(20)).min(1).max(50) }))
    .max(5, 'Не больше пяти условий')
    .default([]),
});
export type Question = z.infer<typeof question>;

export const questions = z.array(question).max(60, 'Не больше шестидесяти вопросов');

/** A choice or several by their ids (of a scale its step, «3»), lines of a matrix, words, a place. */
export const answer = z.union([
  z.strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }),
  z.array(z.string().max(20)).max(51),
  z.record(z.string().max(20), z.string().max(20)),
  personText(2000),
]);
export type Answer = z.infer<typeof answer>;

export const answers = z
  .record(z.string().max(20), answer)
  .refine((all) => Object.keys(all).length <= 60, 'Слишком много ответов');
export type Answers = Readonly<Record<string, Answer>>;

/** What a person says of themselves, where the poll asks it. */
export const said = z.object({
  /** A group of packs/participation/polls; `younger` = under what the poll asks for. */
  ageGroup: z.string().max(20).nullable().default(null),
  /** «Мне есть 14 лет», where the group is not asked. */
  isOfAge: z.boolean().default(false),
  districtId: z.string().max(60).nullable().default(null),
});
export type Said = z.infer<typeof said>;
export const saidOrNothing = said.default({ ageGroup: null, isOfAge: false, districtId: null });
export const YOUNGER = 'younger';
