import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { announce } from './announce.ts';
import { useFirstLook } from './first-look.ts';
import { useSession } from './session.ts';
import { handOverTypedEarly } from './typed-early.ts';

/** The first page of a visit leaves focus where the browser put it, so that Tab begins with the header. */
let isFirstPage = true;

/**
 * The one <h1> of a screen. Names the document «Что — Отклик, город», takes focus when the screen opens
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
  const town = useSession()?.city.shortTitle;
  onTitle?.(nameDocument('Отклик', { ...props, town }));
  useEffect(() => {
    const world = document.documentElement.dataset.world === 'staff' ? 'Рабочее место' : 'Отклик';
    document.title = nameDocument(world, { text, where, alarm, town });
  }, [text, where, alarm, town]);
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
  {
    text,
    where,
    alarm,
    town,
  }: { text: string; where?: string | undefined; alarm?: string | undefined; town: string | undefined },
): string {
  return `${alarm ? `${alarm}: ` : ''}${text} — ${where ?? world}${town ? `, ${town}` : ''}`;
}
