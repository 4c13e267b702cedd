import { useEffect, useState } from 'react';

/** Below this the workplace has one column; in rem, as in the style, so that large text gets the narrow layout too. */
const wideFrom = 60;

/** Rail and help, in rem: with help beside it a screen is as wide as what is left, and laid out by that (`help.css`). */
const besides = 11.75 + 24;

const isNarrowNow = (from: number): boolean => {
  const root = document.documentElement;
  const width = root.clientWidth / Number.parseFloat(getComputedStyle(root).fontSize);
  return root.dataset.help === 'open' && width >= wideFrom ? width - besides < from : width < from;
};

/** Whether there is room for one column only: for what cannot be said in style, such as a table told as a list. */
export function useIsNarrow(from = wideFrom): boolean {
  const [isNarrow, setNarrow] = useState(() => isNarrowNow(from));
  useEffect(() => {
    const measure = () => setNarrow(isNarrowNow(from));
    const watcher = new ResizeObserver(measure);
    watcher.observe(document.documentElement);
    // Larger text of «слабовидящие», help beside the screen: the window is as wide as it was.
    const text = new MutationObserver(measure);
    text.observe(document.documentElement, { attributeFilter: ['data-vi-size', 'data-help'] });
    return () => {
      watcher.disconnect();
      text.disconnect();
    };
  }, [from]);
  return isNarrow;
}
