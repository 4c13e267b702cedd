import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import type { Topics } from '../../base/case-kit/topics.ts';
import { InboxRow } from './inbox-row.tsx';
import type { TriageState } from './triage-state.ts';

/** Longer lists draw only what is to be seen. */
const virtualFrom = 100;

interface ListProps {
  rows: readonly CaseRow[];
  state: TriageState;
  topics: Topics | undefined;
  label: string;
  density: 'usual' | 'dense';
  listRef: RefObject<HTMLDivElement | null>;
  onOpen: (row: CaseRow) => void;
  /** The end of what is loaded is near. */
  onNearEnd: () => void;
}

export const rowId = (id: string): string => `message-${id}`;

/** One tab stop; J and K move the current message, which is told by aria-activedescendant. */
export function InboxList(props: ListProps): ReactNode {
  const { rows, state, listRef, onNearEnd } = props;
  const at = rows.findIndex(({ id }) => id === state.currentId);
  useEffect(() => {
    if (at >= rows.length - 10) onNearEnd();
  }, [at, rows.length, onNearEnd]);
  return (
    <div
      ref={listRef}
      className="inbox__rows"
      role="listbox"
      aria-label={props.label}
      aria-activedescendant={state.currentId ? rowId(state.currentId) : undefined}
      tabIndex={0}
      data-density={props.density}
      onScroll={(event) => {
        const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
        if (scrollHeight - scrollTop - clientHeight < 800) onNearEnd();
      }}
    >
      {rows.length > virtualFrom ? (
        <VirtualRows {...props} at={at} />
      ) : (
        rows.map((row) => <Row key={row.id} {...props} row={row} />)
      )}
    </div>
  );
}

function Row(props: ListProps & { row: CaseRow }): ReactNode {
  const { row, state } = props;
  const isCurrent = row.id === state.currentId;
  const node = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isCurrent) node.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <InboxRow
      id={rowId(row.id)}
      rowRef={node}
      row={row}
      topics={props.topics}
      isCurrent={isCurrent}
      isPicked={state.picked.has(row.id)}
      failure={state.failures.get(row.id)}
      onOpen={() => props.onOpen(row)}
    />
  );
}

function VirtualRows(props: ListProps & { at: number }): ReactNode {
  const { rows, state, at, listRef } = props;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => listRef.current,
    estimateSize: () => (props.density === 'dense' ? 32 : 84),
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
  });
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);
  return (
    <div role="presentation" className="inbox__all" style={{ height: `${virtual.getTotalSize()}px` }}>
      {virtual.getVirtualItems().map(({ key, index, start }) => {
        const row = rows[index];
        return (
          row && (
            <div
              key={key}
              role="presentation"
              className="inbox__drawn"
              ref={virtual.measureElement}
              data-index={index}
              style={{ transform: `translateY(${start}px)` }}
            >
              <InboxRow
                id={rowId(row.id)}
                row={row}
                topics={props.topics}
                isCurrent={row.id === state.currentId}
                isPicked={state.picked.has(row.id)}
                failure={state.failures.get(row.id)}
                onOpen={() => props.onOpen(row)}
              />
            </div>
          )
        );
      })}
    </div>
  );
}
