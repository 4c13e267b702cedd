import type { ReactNode } from 'react';
import './network-badge.css';

/** A network in a few letters in a frame, its whole name for who does not see them. `isSilent`: the name stands beside it. */
export function NetworkBadge(props: { short: string; title: string; isSilent?: boolean }): ReactNode {
  const { short, title, isSilent } = props;
  return (
    <span className="network-badge" title={title}>
      <span aria-hidden="true">{short}</span>
      {!isSilent && <span className="aloud">{title}</span>}
    </span>
  );
}
