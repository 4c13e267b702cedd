import { type ReactNode, useState } from 'react';
import { Button } from '../../../ui/button.tsx';

/** The way through a list that pages by cursor: the cursors passed, the last one being the page shown. */
export function useCursorTrail() {
  const [trail, setTrail] = useState<readonly string[]>([]);
  return {
    cursor: trail.at(-1),
    /** Pages before this one. */
    passed: trail.length,
    back: () => setTrail((all) => all.slice(0, -1)),
    forward: (next: string) => setTrail((all) => [...all, next]),
    /** To the first page: the filter has changed. */
    restart: () => setTrail([]),
  };
}

/** Nothing for a list of one page; else both directions, in the list's own words: «Новее» and «Старше», «Назад» and «Дальше». */
export function CursorPages(props: {
  label: string;
  trail: ReturnType<typeof useCursorTrail>;
  next: string | null | undefined;
  words: readonly [back: string, forward: string];
  /** «51–100 из 412», where it is counted. */
  told?: string;
}): ReactNode {
  const { trail, next, words, told } = props;
  if (trail.passed === 0 && !next) return null;
  return (
    <nav className="desk__pages" aria-label={props.label}>
      <Button onClick={trail.back} disabledReason={trail.passed === 0 && 'Это начало списка'}>
        {words[0]}
      </Button>
      {told && <span aria-live="polite">{told}</span>}
      <Button onClick={() => next && trail.forward(next)} disabledReason={!next && 'Это конец списка'}>
        {words[1]}
      </Button>
    </nav>
  );
}

/** The same for a list whose pages are counted and stand in the address. */
export function NumberedPages(props: {
  label: string;
  page: number;
  list: { total: number; pageSize: number };
  onPage: (patch: { page: string }) => void;
}): ReactNode {
  const { page, list, onPage } = props;
  if (list.total <= list.pageSize) return null;
  const isLast = page * list.pageSize >= list.total;
  return (
    <nav className="desk__pages" aria-label={props.label}>
      <Button
        disabledReason={page === 1 && 'Это первая страница'}
        onClick={() => onPage({ page: String(page - 1) })}
      >
        Новее
      </Button>
      <Button
        disabledReason={isLast && 'Это последняя страница'}
        onClick={() => onPage({ page: String(page + 1) })}
      >
        Старше
      </Button>
    </nav>
  );
}
