import { type CSSProperties, type ReactNode, useId } from 'react';
import type { ApiProblem } from '../lib/api-problem.ts';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';

/** A grey bar in the place and size of what is coming; shown after 150 ms only. */
export function Skeleton(props: { width?: string; height?: string }): ReactNode {
  return (
    <span
      className="skeleton"
      style={{ width: props.width ?? '100%', height: props.height } as CSSProperties}
    />
  );
}

/** Several lines with a word for screen readers. For real layouts compose `Skeleton` by hand. */
export function SkeletonLines(props: { lines?: number; height?: string; label?: string }): ReactNode {
  const widths = ['100%', '92%', '78%', '96%', '64%'];
  return (
    <div className="skeletons" role="status">
      <span className="aloud">{props.label ?? 'Загружаем…'}</span>
      {Array.from({ length: props.lines ?? 5 }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <Skeleton key={at} width={widths[at % widths.length] ?? '100%'} height={props.height ?? '1.25em'} />
      ))}
    </div>
  );
}

/** Why there is nothing, and what to do next. Say «нет ничего» and «ничего по этому отбору» differently. */
export function EmptyState(props: { title: string; children?: ReactNode; action?: ReactNode }): ReactNode {
  return (
    <div className="state">
      <h2>{props.title}</h2>
      {props.children && <div className="muted">{props.children}</div>}
      {props.action}
    </div>
  );
}

/** What failed, what is kept, a way to try again, and the number of the request for support. */
export function ErrorState(props: {
  /** «Список не загрузился». */
  title: string;
  problem: Pick<ApiProblem, 'message' | 'requestId'>;
  /** «Текст сохранён на этом устройстве», when it is. */
  kept?: ReactNode;
  onRetry?: () => void;
  action?: ReactNode;
}): ReactNode {
  const { title, problem, kept, onRetry } = props;
  const titleId = useId();
  return (
    <section className="state state--error" role="alert" aria-labelledby={titleId}>
      <h2 id={titleId} className="cluster">
        <span className="tone-danger">
          <Icon name="alert" />
        </span>
        {title}
      </h2>
      <p>{problem.message}</p>
      {kept && <p>{kept}</p>}
      <div className="cluster">
        {onRetry && (
          <Button icon="refresh" onClick={onRetry}>
            Повторить
          </Button>
        )}
        {props.action}
      </div>
      {problem.requestId && <p className="small">Номер запроса для поддержки: {problem.requestId}</p>}
    </section>
  );
}

interface Loaded<T> {
  data: T | undefined;
  error: ApiProblem | null;
  isPlaceholderData: boolean;
  refetch: () => unknown;
}

/**
 * The three states of a reading in one: skeleton, failure with retry, or the data; old data stay while new come,
 * and stay with a note when a refresh fails.
 */
export function Loadable<T>(props: {
  query: Loaded<T>;
  /** «Список не загрузился». */
  failed: string;
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}): ReactNode {
  const { data, error, isPlaceholderData, refetch } = props.query;
  const failure = error && <ErrorState title={props.failed} problem={error} onRetry={() => void refetch()} />;
  if (data === undefined) return failure ?? props.skeleton ?? <SkeletonLines />;
  return (
    <>
      {failure}
      <div
        className={isPlaceholderData ? 'loaded is-old' : 'loaded'}
        aria-busy={isPlaceholderData || undefined}
      >
        {props.children(data)}
      </div>
    </>
  );
}

/** One thing by its address: `Loadable`, or `unknown` where there is none such, or none for whoever asks. */
export function LoadableOne<T>(props: {
  query: Loaded<T>;
  failed: string;
  /** An `EmptyState` that leads on. */
  unknown: ReactNode;
  children: (data: T) => ReactNode;
}): ReactNode {
  const { query, failed, unknown, children } = props;
  if ([400, 404].includes(query.error?.status ?? 0)) return unknown;
  return (
    <Loadable query={query} failed={failed}>
      {children}
    </Loadable>
  );
}
