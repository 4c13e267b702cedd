import type { PaperNumbers } from '../../../../shared/contract/participation/poll-paper.ts';
import { addNumber, itemAt } from '../../../../shared/lists.ts';
import { CHOSEN, LEFT, type Tally } from './tally.ts';

/**
 * Paper ballots in the one total: people of a group of their own beside the districts and the ages, as nothing else is known of them. So what
 * hides few people hides few on paper too. Pure.
 */
export const ON_PAPER = { id: 'paper', title: 'На бумаге', residents: null };
/** Beside it, where districts were not asked. */
export const ELECTRONIC = { id: '', title: 'Электронно', residents: null };

export function tallyPaper(tally: Tally, numbers: PaperNumbers): void {
  const { districts, ages } = tally.sides;
  const cell =
    Math.max(0, districts.indexOf(ON_PAPER.id)) * ages.length + Math.max(0, ages.indexOf(ON_PAPER.id));
  const valid = numbers.inBox - numbers.invalid;
  tally.participants += valid;
  addNumber(tally.cells, cell, valid);
  for (const { questionId, part, classes, counts } of tally.partitions) {
    const votes = numbers.votes[questionId] ?? {};
    const isOfSeveral = classes.includes(LEFT);
    for (const [at, name] of classes.entries()) {
      const chosen = votes[part === '' ? name : part] ?? 0;
      const count = !isOfSeveral ? (votes[name] ?? 0) : name === CHOSEN ? chosen : valid - chosen;
      addNumber(itemAt(counts, at), cell, count);
    }
  }
}
