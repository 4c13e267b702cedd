import type { ReactNode } from 'react';
import { PageTitle } from '../../lib/page-title.tsx';
import { Note } from '../../ui/mark.tsx';

/** A page that is read. `draft` says that a lawyer has not approved the text yet. */
export function TextPage(props: { title: string; draft?: boolean; children: ReactNode }): ReactNode {
  return (
    <article className="reading">
      <PageTitle text={props.title} />
      {props.draft && (
        <Note>
          <p>
            <b>Проект текста.</b> Его ещё не утвердил юрист администрации.
          </p>
        </Note>
      )}
      {props.children}
    </article>
  );
}
