import { type ReactNode, useEffect, useRef } from 'react';

/** The heading of a step; with `takesFocus` it has the focus that went with the former step's button. */
export function StepHeading(props: { id: string; takesFocus: boolean; children: ReactNode }): ReactNode {
  const { id, takesFocus } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    <h2 id={id} ref={heading} tabIndex={-1}>
      {props.children}
    </h2>
  );
}
