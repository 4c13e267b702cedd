import type { ReactNode } from 'react';
import type { ModelFigures } from '../../../../shared/contract/base/understanding.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useTopics } from '../../base/case-kit/topics.ts';
import { blockTitle } from './model-words.ts';

export interface Cell {
  truth: string;
  said: string;
  count: number;
}

/** Steps of colour; a cell takes the one of its share in the row. */
const steps = [0.02, 0.05, 0.15, 0.4] as const;

/** Block by block: what people chose against what was said, coloured by share of the row, the number always there. */
export function ConfusionTable(props: {
  confusion: ModelFigures['confusion'];
  onOpen: ((cell: Cell) => void) | undefined;
}): ReactNode {
  const { confusion, onOpen } = props;
  const topics = useTopics();
  const present = new Set(confusion.flatMap(({ truth, said }) => [truth, said]));
  const known = topics?.blocks.map(({ code }) => code).filter((code) => present.delete(code)) ?? [];
  const codes = [...known, ...present].filter(Boolean);
  const find = (truth: string, said: string): Cell =>
    confusion.find((one) => one.truth === truth && one.said === said) ?? { truth, said, count: 0 };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
    <section className="confusion-frame" aria-label="Что с чем путает модель" tabIndex={0}>
      <table className="confusion">
        <thead>
          <tr>
            <th scope="col">Выбрал человек</th>
            {codes.map((code) => (
              <th key={code} scope="col">
                {blockTitle(topics, code)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {codes.map((truth) => {
            const total = confusion.reduce((sum, one) => sum + (one.truth === truth ? one.count : 0), 0);
            return (
              <tr key={truth}>
                <th scope="row">{blockTitle(topics, truth)}</th>
                {codes.map((said) => (
                  <CellView
                    key={said}
                    cell={find(truth, said)}
                    total={total}
                    words={`${blockTitle(topics, truth)}, названо ${blockTitle(topics, said)}`}
                    onOpen={onOpen}
                  />
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function CellView(props: {
  cell: Cell;
  total: number;
  words: string;
  onOpen: ((cell: Cell) => void) | undefined;
}): ReactNode {
  const { cell, total, words, onOpen } = props;
  const isRight = cell.truth === cell.said;
  const level = cell.count === 0 ? 0 : 1 + steps.filter((step) => cell.count / (total || 1) >= step).length;
  const className = isRight ? 'confusion__right' : `confusion__wrong-${level}`;
  if (cell.count === 0) return <td className={className}>·</td>;
  return (
    <td className={className}>
      {onOpen ? (
        <button type="button" onClick={() => onOpen(cell)}>
          {formatNumber(cell.count)}
          <span className="aloud">
            {' '}
            {counted(cell.count, 'дело', 'дела', 'дел')}: {words}
          </span>
        </button>
      ) : (
        formatNumber(cell.count)
      )}
    </td>
  );
}
