import type { ReactNode } from 'react';
import type { CaseCard } from '../../../../../shared/contract/messages/cases-card.ts';
import { useFormats } from '../../../../lib/format.ts';
import { Mark } from '../../../../ui/mark.tsx';

/** «Сергеева С. С. пишет ответ с 14:05»: seen before two have written two answers. */
export function OthersWriting({ writing }: Pick<CaseCard, 'writing'>): ReactNode {
  const { time } = useFormats();
  return (
    <div role="status">
      {writing.map(({ name, since }) => (
        <p key={name} className="small composer__others">
          <Mark tone="info">
            {name} пишет ответ с {time(since)}
          </Mark>
        </p>
      ))}
    </div>
  );
}
