import type { ReactNode } from 'react';
import { formatMoreThan, formatNumber } from '../../shared/text/numbers.ts';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';

/** «1–50 из 412» with both directions. Without `onBack`/`onNext` that direction has ended. */
export function Pager(props: {
  from: number;
  to: number;
  total: number;
  /** There are more than were counted: «1–50, всего больше 1 000». */
  hasMore?: boolean;
  onBack?: (() => void) | undefined;
  onNext?: (() => void) | undefined;
}): ReactNode {
  const total = props.hasMore ? `, всего ${formatMoreThan(props.total)}` : ` из ${formatNumber(props.total)}`;
  return (
    <nav className="pager" aria-label="Страницы списка">
      <Button icon="left" onClick={props.onBack} disabledReason={!props.onBack && 'Это начало списка'}>
        Назад
      </Button>
      <span aria-live="polite">
        {props.total === 0 ? 'Ничего нет' : `${formatNumber(props.from)}–${formatNumber(props.to)}${total}`}
      </span>
      <Button onClick={props.onNext} disabledReason={!props.onNext && 'Это конец списка'}>
        Дальше
        <Icon name="next" />
      </Button>
    </nav>
  );
}
