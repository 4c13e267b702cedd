import type { ReactNode } from 'react';
import { Kbd } from '../../../ui/kbd.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';

/** Digits of blocks in the order of the keyboard; 0 opens what is left. */
export const blockDigits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0] as const;

/** The ten keys of blocks, for those who have not learnt them yet. */
export function BlockButtons(props: {
  topics: Topics | undefined;
  /** Code of the block Enter would take. */
  block: string | null;
  onDigit: (digit: number) => void;
}): ReactNode {
  const { topics, block, onDigit } = props;
  const chosen = topics?.block(block)?.digit;
  return (
    // biome-ignore lint/a11y/useSemanticElements: keys of a keyboard, not fields of a form
    <div className="blocks" role="group" aria-label="Блок">
      {blockDigits.map((digit) => (
        <button
          key={digit}
          type="button"
          className="button"
          aria-pressed={chosen === digit}
          onClick={() => onDigit(digit)}
        >
          <Kbd keys={`Digit${digit}`} />
          <span>{digit === 0 ? 'Остальное' : (topics?.under(digit)[0]?.shortTitle ?? '…')}</span>
        </button>
      ))}
    </div>
  );
}
