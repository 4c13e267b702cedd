import { useEffect, useState } from 'react';

/** Below this the workplace has one column; in rem, as in the style, so that large text gets the narrow layout too. */
const wideFrom = 60;

const isNarrowNow = (): boolean => {
  const root = document.documentElement;
  return root.clientWidth < wideFrom * Number.parseFloat(getComputedStyle(root).fontSize);
};

/** Whether there is room for one column only: for what cannot be said in style, such as a table told as a list. */
export function useIsNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(isNarrowNow);
  useEffect(() => {
    const watcher = new ResizeObserver(() => setNarrow(isNarrowNow()));
    watcher.observe(document.documentElement);
    return () => watcher.disconnect();
  }, []);
  return isNarrow;
}
