import type { ReactNode } from 'react';
import { Marker, type MarkerKind, markerWords } from '../../ui/mark.tsx';

const kinds: readonly MarkerKind[] = ['new', 'working', 'overdue', 'solved', 'answered'];

/** Shapes with their words, the same in list and map; areas of outages where there are any. */
export function Legend(props: { className: string; hasOutages: boolean }): ReactNode {
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
      {props.hasOutages && (
        <li>
          <span className="map-legend__area" aria-hidden="true" />
          отключение
        </li>
      )}
    </ul>
  );
}
