import { type ReactNode, useState } from 'react';
import { Button } from '../../../ui/button.tsx';

/** The way through a list that pages by cursor: the cursors passed, the last one being the page shown. */
export function useCursorTrail() {
  const [trail, setTrail] = useState<readonly string[]>([]);
  return {
    cursor: trail.at(-1),
    isStart: trail.length === 0,
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
}): ReactNode {
  const { trail, next, words } = props;
  if (trail.isStart && !next) return null;
  return (
    <nav className="desk__pages" aria-label={props.label}>
      <Button onClick={trail.back} disabledReason={trail.isStart && 'Это начало списка'}>
        {words[0]}
      </Button>
      <Button onClick={() => next && trail.forward(next)} disabledReason={!next && 'Это конец списка'}>
        {words[1]}
      </Button>
    </nav>
  );
}
