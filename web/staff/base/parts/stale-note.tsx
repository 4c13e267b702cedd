import type { ReactNode } from 'react';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import { useFormats } from '../../../lib/format.ts';
import { Icon } from '../../../ui/icons.tsx';

interface Props {
  /** «Лента». */
  what: string;
  problem: ApiProblem;
  /** When what is shown was so, epoch ms. */
  asOf?: number;
  onRetry: () => void;
}

/** Nothing newer comes: what is shown was so a while ago. */
export function StaleNote({ what, problem, asOf = 0, onRetry }: Props): ReactNode {
  const formats = useFormats();
  return (
    <p className="strip-note strip-note--offline" role="status">
      <Icon name="alert" size="text" />
      {what} не обновляется: {problem.message} {asOf > 0 && `Данные на ${formats.time(asOf)}.`}
      <button type="button" className="link-button" onClick={onRetry}>
        Повторить
      </button>
    </p>
  );
}
