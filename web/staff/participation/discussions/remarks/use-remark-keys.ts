import { useState } from 'react';
import {
  type Remark,
  type Verdict,
  verdicts,
} from '../../../../../shared/contract/participation/discussion-remarks.ts';
import { verdictTitles } from '../../../../../shared/text/participation/discussion-words.ts';
import { useHotkeys } from '../../../../lib/hotkeys.ts';

export const remarkRowId = (id: string): string => `remark-${id}`;

/** What is chosen in the list and ticked, which answer is being written. */
interface RemarkChoice {
  chosen: string | null;
  verdict: Verdict | null;
  picked: readonly string[];
  choose: (id: string, verdict?: Verdict | null) => void;
  pick: (id: string) => void;
  clear: () => void;
}

export function useRemarkChoice(): RemarkChoice {
  const [{ chosen, verdict }, setChosen] = useState<Pick<RemarkChoice, 'chosen' | 'verdict'>>({
    chosen: null,
    verdict: null,
  });
  const [picked, setPicked] = useState<readonly string[]>([]);
  return {
    chosen,
    verdict,
    picked,
    choose: (id, next = null) => setChosen({ chosen: id, verdict: next }),
    pick: (id) => setPicked(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id]),
    clear: () => setPicked([]),
  };
}

/** J and K walk, 1–4 begin an answer, X ticks, M joins what is ticked. */
export function useRemarkKeys(
  items: readonly Remark[],
  { chosen, choose, pick }: RemarkChoice,
  { mayAnswer, isActive, onGroup }: { mayAnswer: boolean; isActive: boolean; onGroup: () => void },
): void {
  const at = items.findIndex(({ id }) => id === chosen);
  const go = (step: 1 | -1): void => {
    const next = items[Math.min(items.length - 1, Math.max(0, at + step))];
    if (!next) return;
    choose(next.id);
    const row = document.getElementById(remarkRowId(next.id));
    row?.focus();
    row?.scrollIntoView({ block: 'nearest' });
  };
  const answering = [
    ...verdicts.map((one, place) => ({
      keys: `Digit${place + 1}`,
      label: `Ответить: ${verdictTitles[one].toLocaleLowerCase('ru')}`,
      run: () => chosen && choose(chosen, one),
    })),
    { keys: 'KeyX', label: 'Отметить сходное', run: () => chosen && pick(chosen) },
    { keys: 'KeyM', label: 'Объединить отмеченные', run: onGroup },
  ];
  useHotkeys(
    'Замечания',
    [
      { keys: 'KeyJ', label: 'Следующее замечание', run: () => go(1) },
      { keys: 'KeyK', label: 'Предыдущее замечание', run: () => go(-1) },
      ...(mayAnswer ? answering : []),
    ],
    { active: isActive },
  );
}
