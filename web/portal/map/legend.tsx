import type { ReactNode } from 'react';
import { Marker, type MarkerKind, markerWords } from '../../ui/mark.tsx';

const kinds: readonly MarkerKind[] = ['new', 'working', 'overdue', 'solved', 'answered'];

/** Shapes with their words, the same in list and map. */
export function Legend(props: { className: string }): ReactNode {
  return (
    <ul className={`map-legend ${props.className}`} aria-label="Обозначения">
      {kinds.map((kind) => (
        <li key={kind}>
          <span aria-hidden="true">
            <Marker kind={kind} />
          </span>
          {markerWords[kind]}
        </li>
      ))}
    </ul>
  );
}
