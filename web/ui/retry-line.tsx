import type { ReactNode } from 'react';

/** A small part of a screen that was not read: what is not known, and a way to ask again. Nothing while it is read or was. */
export function RetryLine(props: {
  query: { isError: boolean; refetch: () => unknown };
  /** «Не узнали, учтено ли это при решениях.». */
  children: string;
}): ReactNode {
  const { query, children } = props;
  if (!query.isError) return null;
  return (
    <p className="small">
      {children}{' '}
      <button type="button" className="link-button" onClick={() => void query.refetch()}>
        Повторить
      </button>
    </p>
  );
}

/** The empty choice of a list that is read: what to do, or why it has nothing yet. */
export function unchosen(query: { data: unknown; isError: boolean }, words = 'выберите'): string {
  if (query.data !== undefined) return words;
  return query.isError ? 'список не загрузился' : 'список загружается…';
}
