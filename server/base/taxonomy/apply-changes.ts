import { createHash, randomUUID } from 'node:crypto';
import type { FactPatch, TaxonomyChange } from '../../../shared/contract/base/taxonomy-edit.ts';
import { keysOf } from '../../../shared/known.ts';
import { AppError } from '../../lib/errors.ts';
import { checkTaxonomy, type PackFact, type Taxonomy, TaxonomyInvalid } from './pack.ts';

export interface Applied {
  taxonomy: Taxonomy;
  /** What was done, one Russian line each. */
  lines: string[];
  /** Facts whose cases are touched: changed, moved or retired. */
  touched: string[];
}

const wrong = (text: string) => new AppError('lib.bad-input', text, { fields: { changes: text } });

/** Applies an administrator's changes to a copy. Pure but for the ids of what is new. Throws `lib.bad-input`. */
export function applyChanges(base: Taxonomy, changes: readonly TaxonomyChange[], validFrom: string): Applied {
  const taxonomy: Taxonomy = {
    ...structuredClone(base),
    version: `${validFrom}.${randomUUID().slice(0, 8)}`,
    validFrom,
    source: [...base.source, `Изменено администратором, действует с ${validFrom}`],
  };
  const lines: string[] = [];
  const touched: string[] = [];
  for (const change of changes) lines.push(applyOne(taxonomy, change, touched));
  const { hash: _, version: __, ...content } = taxonomy;
  taxonomy.hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  try {
    checkTaxonomy(taxonomy);
  } catch (error) {
    if (error instanceof TaxonomyInvalid) throw wrong(error.message);
    throw error;
  }
  return { taxonomy, lines, touched: [...new Set(touched)] };
}

function applyOne(taxonomy: Taxonomy, change: TaxonomyChange, touched: string[]): string {
  switch (change.kind) {
    case 'add-fact':
      return addFact(taxonomy, change.category, change.fact);
    case 'change-fact':
      touched.push(change.id);
      return changeFact(findFact(taxonomy, change.id), taxonomy, change.fact);
    case 'retire-fact':
      touched.push(change.id);
      return retireFact(taxonomy, findFact(taxonomy, change.id));
    case 'add-category': {
      const block = findBlock(taxonomy, change.block);
      taxonomy.categories.push({
        id: `${block.code}.c-${newSlug()}`,
        block: block.code,
        title: change.title,
      });
      return `Новая категория «${change.title}» в блоке «${block.title}»`;
    }
    case 'rename-category': {
      const category = findCategory(taxonomy, change.id);
      const former = category.title;
      category.title = change.title;
      return `Категория «${former}» → «${change.title}»`;
    }
    case 'retire-category': {
      const category = findCategory(taxonomy, change.id);
      if (taxonomy.facts.some((fact) => fact.category === category.id))
        throw wrong(`В категории «${category.title}» есть темы. Сначала перенесите или снимите их.`);
      taxonomy.categories = taxonomy.categories.filter(({ id }) => id !== category.id);
      return `Категория «${category.title}» снята`;
    }
    case 'rename-block': {
      const block = findBlock(taxonomy, change.code);
      const former = block.title;
      Object.assign(block, { title: change.title, shortTitle: change.shortTitle });
      return `Блок «${former}» → «${change.title}»`;
    }
  }
}

const newSlug = (): string => randomUUID().slice(0, 8);

function findFact(taxonomy: Taxonomy, id: string): PackFact {
  const fact = taxonomy.facts.find((one) => one.id === id);
  if (!fact) throw wrong('Такой темы в этой редакции нет. Обновите страницу.');
  return fact;
}
function findCategory(taxonomy: Taxonomy, id: string) {
  const category = taxonomy.categories.find((one) => one.id === id);
  if (!category) throw wrong('Такой категории в этой редакции нет. Обновите страницу.');
  return category;
}
function findBlock(taxonomy: Taxonomy, code: string) {
  const block = taxonomy.blocks.find((one) => one.code === code);
  if (!block) throw wrong('Такого блока в этой редакции нет. Обновите страницу.');
  return block;
}

/** A new fact takes what it does not say from a neighbour of its category, else of its block. */
function addFact(
  taxonomy: Taxonomy,
  categoryId: string,
  patch: FactPatch & { title: string; keywords: string },
): string {
  const category = findCategory(taxonomy, categoryId);
  const like =
    taxonomy.facts.find((one) => one.category === categoryId) ??
    taxonomy.facts.find((one) => one.block === category.block);
  if (!like) throw wrong('В этом блоке ещё нет тем: срок и исполнителя взять не с чего.');
  const fact: PackFact = {
    id: `${categoryId}.f-${newSlug()}`,
    block: category.block,
    category: categoryId,
    title: patch.title,
    shortTitle: patch.shortTitle ?? patch.title.slice(0, 24).trim(),
    executorKind: like.executorKind,
    deadlineRule: like.deadlineRule,
    importance: 'normal',
    requiredFields: like.requiredFields,
    questions: [],
    stopper: null,
    isPersonal: like.isPersonal,
    officialCode: null,
    keywords: patch.keywords,
    negative: '',
    weight: 0,
    months: null,
    demoTexts: [patch.title, patch.title],
  };
  patchFact(fact, taxonomy, patch);
  // Before the general fact, which closes its block.
  const end = taxonomy.facts.findIndex((one) => one.id === `${category.block}.general.other`);
  taxonomy.facts.splice(end < 0 ? taxonomy.facts.length : end, 0, fact);
  return `Новая тема «${fact.title}»`;
}

const partWords: Readonly<Record<keyof FactPatch, string>> = {
  title: 'название',
  shortTitle: 'короткое название',
  category: 'категория',
  keywords: 'слова',
  negative: 'слова против',
  executorKind: 'исполнитель',
  deadlineRule: 'срок',
  importance: 'важность',
  requiredFields: 'нужные сведения',
  questions: 'вопросы',
  stopper: 'предупреждение «112»',
  isPersonal: 'личная тема',
};

function changeFact(fact: PackFact, taxonomy: Taxonomy, patch: FactPatch): string {
  const { title } = fact;
  const changed = keysOf(patch).filter(
    (part) => patch[part] !== undefined && JSON.stringify(patch[part]) !== JSON.stringify(fact[part]),
  );
  if (changed.length === 0) throw wrong(`В теме «${title}» ничего не изменено.`);
  if (patch.category && isGeneral(fact)) throw wrong('«Другое» не переносят: оно закрывает свой блок.');
  patchFact(fact, taxonomy, patch);
  return `Тема «${title}»: ${changed.map((part) => partWords[part]).join(', ')}`;
}

function patchFact(fact: PackFact, taxonomy: Taxonomy, patch: FactPatch): void {
  const { category, stopper, questions, ...plain } = patch;
  Object.assign(fact, Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)));
  if (stopper !== undefined) fact.stopper = stopper || null;
  if (questions) fact.questions = questions.map(readQuestion);
  if (category && category !== fact.category) {
    const target = findCategory(taxonomy, category);
    Object.assign(fact, { category: target.id, block: target.block });
  }
}

function readQuestion(question: PackFact['questions'][number]): PackFact['questions'][number] {
  const { options, ...rest } = question;
  if (question.type !== 'choice') return rest;
  if (!options || options.length < 2) throw wrong(`У вопроса «${question.title}» нужно хотя бы два ответа.`);
  return { ...rest, options };
}

const isGeneral = (fact: PackFact): boolean => fact.id === `${fact.block}.general.other`;

function retireFact(taxonomy: Taxonomy, fact: PackFact): string {
  if (isGeneral(fact)) throw wrong('«Другое» не снимают: без него блоку некуда отнести остальное.');
  taxonomy.facts = taxonomy.facts.filter(({ id }) => id !== fact.id);
  return `Тема «${fact.title}» снята`;
}
