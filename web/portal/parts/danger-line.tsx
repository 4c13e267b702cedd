import type { ReactNode } from 'react';

/** The call that goes before any message. Outlined, so that it does not compete with the main button. */
export function DangerLine(props: { children: ReactNode }): ReactNode {
  return (
    <div className="danger-line">
      <a className="danger-line__call" href="tel:112">
        <span className="aloud">Позвонить </span>112
      </a>
      <p>{props.children}</p>
    </div>
  );
}
