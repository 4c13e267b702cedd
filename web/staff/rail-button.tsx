import type { ReactNode } from 'react';
import { Icon, type IconName } from '../ui/icons.tsx';

/** A picture in the rail; `isExpanded` for the one that opens the menu of the narrow frame. */
export function RailButton(props: {
  icon: IconName;
  label: string;
  isExpanded?: boolean;
  onClick: () => void;
}): ReactNode {
  return (
    <button
      type="button"
      className="rail__button"
      aria-label={props.label}
      title={props.label}
      aria-expanded={props.isExpanded}
      aria-controls={props.isExpanded === undefined ? undefined : 'rail-nav'}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}
