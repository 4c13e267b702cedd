import {
  findBlock,
  findFact,
  generalFact,
  type PackFact,
  requireFact,
} from '../../../base/taxonomy/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { DecisionCase } from './decision-case.ts';

type Topical = Pick<DecisionCase, 'fact_id' | 'block' | 'topic_source' | 'suggested'>;

/**
 * The fact a case would get if the operator simply agreed: what a person chose, else the best suggestion, else the
 * general fact of the block a person chose. Null when nobody and nothing named a topic.
 */
export function proposeFact(file: Topical): PackFact | null {
  const own = file.fact_id === null ? undefined : findFact(file.fact_id);
  if (own) return own;
  const chosenBlock = file.topic_source === 'suggested' ? null : file.block;
  const best = file.suggested.find(({ block }) => chosenBlock === null || block === chosenBlock);
  const suggested = best && findFact(best.factId);
  if (suggested) return suggested;
  return chosenBlock !== null && findBlock(chosenBlock) ? generalFact(chosenBlock) : null;
}

/** The fact of one key: a block alone means the suggestion within it, else its general fact. */
export function chooseFact(
  file: Topical,
  choice: { block?: string | undefined; factId?: string | undefined },
): PackFact {
  if (choice.factId !== undefined) {
    const fact = requireFact(choice.factId);
    if (choice.block !== undefined && fact.block !== choice.block) {
      throw new AppError('lib.bad-input', 'Тема не из этого блока. Выберите тему заново.', {
        fields: { factId: 'Тема не из выбранного блока' },
      });
    }
    return fact;
  }
  if (choice.block === undefined) {
    const fact = proposeFact(file);
    if (fact) return fact;
    throw new AppError('lib.bad-input', 'Тема не определена. Нажмите цифру блока.', {
      fields: { block: 'Выберите блок цифрой' },
    });
  }
  return factWithin(file, choice.block);
}

function factWithin(file: Topical, block: string): PackFact {
  if (!findBlock(block)) {
    throw new AppError('lib.bad-input', 'Такого блока нет. Нажмите цифру от 0 до 9.', {
      fields: { block: 'Неизвестный блок' },
    });
  }
  const ids = [file.fact_id, ...file.suggested.map(({ factId }) => factId)];
  for (const id of ids) {
    const fact = id === null ? undefined : findFact(id);
    if (fact?.block === block) return fact;
  }
  return generalFact(block);
}
