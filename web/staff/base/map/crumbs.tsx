import type { ReactNode } from 'react';
import { PageLink } from '../../../ui/page-link.tsx';
import { usePlace } from './workplace.ts';

/**
 * The way to the open thing: its section and the screen whose list holds it. `from` is a link to the very list one came
 * from, in place of that screen's; the page adds what is open, if a heading below does not say it.
 */
export function Crumbs(props: { from?: ReactNode; children?: ReactNode }): ReactNode {
  const place = usePlace();
  if (!place) return null;
  const { screen, section } = place;
  return (
    <nav aria-label="Где я" className="crumbs">
      <span className="wide-only">{section.title}</span>
      <span className="wide-only" aria-hidden="true">
        ›
      </span>
      {props.from ?? <PageLink to={screen.path}>{screen.words.title}</PageLink>}
      {props.children && (
        <>
          <span aria-hidden="true">›</span>
          {props.children}
        </>
      )}
    </nav>
  );
}
