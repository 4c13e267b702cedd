import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { announce } from './announce.ts';
import { useFirstLook } from './first-look.ts';
import { handOverTypedEarly } from './typed-early.ts';

/** The first page of a visit leaves focus where the browser put it, so that Tab begins with the header. */
let isFirstPage = true;

/**
 * The one <h1> of a screen. Names the document «Что — где — МЦУ», takes focus when the screen opens
 * after another one, and tells screen readers. Keep its `key` when the same screen shows another thing.
 */
export function PageTitle(props: {
  /** What the page is, in plain text; also the heading unless `children` are given. */
  text: string;
  /** Which part of the site; by default «Отклик» or «Рабочее место». */
  where?: string;
  /** «Ошибка» while the form on the page has any. */
  alarm?: string;
  className?: string;
  children?: ReactNode;
}): ReactNode {
  const { text, where, alarm } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const { onTitle } = useFirstLook();
  onTitle?.(nameDocument('Отклик', props));
  useEffect(() => {
    const world = document.documentElement.dataset.world === 'staff' ? 'Рабочее место' : 'Отклик';
    document.title = nameDocument(world, { text, where, alarm });
  }, [text, where, alarm]);
  useLayoutEffect(() => (isFirstPage ? handOverTypedEarly() : undefined), []);
  useEffect(() => {
    if (isFirstPage) {
      isFirstPage = false;
      return;
    }
    heading.current?.focus({ preventScroll: true });
    announce(document.title);
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className={props.className}>
      {props.children ?? text}
    </h1>
  );
}

function nameDocument(
  world: string,
  { text, where, alarm }: { text: string; where?: string | undefined; alarm?: string | undefined },
): string {
  return `${alarm ? `${alarm}: ` : ''}${text} — ${where ?? world} — МЦУ`;
}
