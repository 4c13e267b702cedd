import { useEffect, useState } from 'react';

/** Below this the workplace has one column; in rem, as in the style, so that large text gets the narrow layout too. */
const wideFrom = 60;

const isNarrowNow = (from: number): boolean => {
  const root = document.documentElement;
  return root.clientWidth < from * Number.parseFloat(getComputedStyle(root).fontSize);
};

/** Whether there is room for one column only: for what cannot be said in style, such as a table told as a list. */
export function useIsNarrow(from = wideFrom): boolean {
  const [isNarrow, setNarrow] = useState(() => isNarrowNow(from));
  useEffect(() => {
    const watcher = new ResizeObserver(() => setNarrow(isNarrowNow(from)));
    watcher.observe(document.documentElement);
    return () => watcher.disconnect();
  }, [from]);
  return isNarrow;
}
