import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** What the server draws for and the first render repeats: a telephone. */
const FIRST_WIDTH = 340;

/**
 * How wide a chart is drawn: as wide as its place, in points of the page's own letters. Where letters are made twice as large
 * the picture is drawn half as wide and shown twice as large, so its letters grow with the rest.
 */
export function useChartWidth(): [RefObject<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(FIRST_WIDTH);
  useLayoutEffect(() => {
    const place = ref.current;
    if (!place) return;
    const measure = () => {
      const letters = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
      if (place.clientWidth > 0) setWidth(Math.max(120, Math.round(place.clientWidth / letters)));
    };
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(place);
    return () => watcher.disconnect();
  }, []);
  return [ref, width];
}
