import { type ReactNode, useEffect, useRef } from 'react';

/** One table under the name of its file. */
export function OpenedTable(props: {
  filename: string;
  /** When it was looked through last; null before that. */
  doneAt: string | null;
  children: ReactNode;
}): ReactNode {
  const { filename, doneAt, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that did it is gone: the heading of what came of it takes the focus.
  useEffect(() => {
    if (doneAt) heading.current?.focus();
  }, [doneAt]);
  return (
    <div className="stack">
      <h2 ref={heading} tabIndex={-1}>
        {filename}
      </h2>
      {children}
    </div>
  );
}
