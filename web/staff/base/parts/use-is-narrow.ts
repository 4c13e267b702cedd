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
    const measure = () => setNarrow(isNarrowNow(from));
    const watcher = new ResizeObserver(measure);
    watcher.observe(document.documentElement);
    // Larger text of «слабовидящие» leaves the window as wide as it was.
    const text = new MutationObserver(measure);
    text.observe(document.documentElement, { attributeFilter: ['data-vi-size'] });
    return () => {
      watcher.disconnect();
      text.disconnect();
    };
  }, [from]);
  return isNarrow;
}
