/** Whether an answer to a remark gives a reason, or only says that there is one. One rule for the form and the server. Pure. */

interface ReasonRules {
  leastReason: number;
  /** Words that say nothing of this remark: packs/participation/discussions. */
  templates: readonly string[];
}

/** So many letters have to be left once the general words are taken out. */
const LEAST_OWN = 20;

const plain = (text: string): string =>
  ` ${text
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** What a reason says besides general words. */
function ownWords(reason: string, templates: readonly string[]): string {
  let rest = plain(reason);
  // Longer ones first: «принято к сведению» before «принято».
  for (const template of templates.map(plain).toSorted((a, b) => b.length - a.length))
    while (rest.includes(template)) rest = rest.replace(template, ' ');
  return rest;
}

/** What is wrong with a reason; null = nothing. */
export function findReasonFault(reason: string, { leastReason, templates }: ReasonRules): string | null {
  const { length } = reason.trim();
  if (length === 0) return 'Напишите, почему: это прочтёт автор и все';
  if (length < leastReason)
    return `Обоснование короткое: ${length} из ${leastReason} знаков. Скажите, что изменено или что мешает изменить`;
  const letters = ownWords(reason, templates).replaceAll(/[^\p{L}]/gu, '').length;
  if (letters < LEAST_OWN)
    return 'Это общие слова: они подойдут к любому замечанию. Скажите, что именно изменено или что мешает изменить';
  return null;
}
