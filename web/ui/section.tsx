import { type ReactNode, useId } from 'react';

/** A part of a page under its heading, found by the same words in a list of landmarks. `isSmall`: the heading of a sheet or a pane. */
export function Section(props: {
  title: ReactNode;
  isSmall?: boolean;
  className?: string;
  children?: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section className={props.className} aria-labelledby={id}>
      <h2 id={id} className={props.isSmall ? 'section__title' : undefined}>
        {props.title}
      </h2>
      {props.children}
    </section>
  );
}
