import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ApiProblem } from '../../lib/api-problem.ts';
import type { KnownAddress } from '../../lib/page-address.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import type { RouteOptions } from '../../lib/query.ts';
import { Button } from '../../ui/button.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { Loadable } from '../../ui/states.tsx';
import './open-things.css';

interface OpenList<Line> {
  running: readonly Line[];
  over: readonly Line[];
  /** Of whoever asks, those nobody else sees. */
  mine?: readonly Line[];
  next: string | null;
}

interface OpenListPart<Line> {
  title: string;
  lines: readonly Line[];
  /** Stands in its place where it has no line; without it there is no such part then. */
  none?: ReactNode;
}

interface Lines<Line> {
  /** Reads the list from a cursor, its beginning without one. */
  useLines: (query: { cursor?: string }, options: RouteOptions) => UseQueryResult<OpenList<Line>, ApiProblem>;
  /** «Прежние опросы не загрузились». */
  failedFormer: string;
  card: (line: Line) => ReactNode;
}

interface Props<Line> extends Lines<Line> {
  title: string;
  lead: string;
  /** What else one can do, under the lead. */
  under?: ReactNode;
  /** «Опросы не загрузились». */
  failed: string;
  /** What stands above those that are over. */
  parts: (list: OpenList<Line>) => readonly OpenListPart<Line>[];
}

/** A list for everybody: what runs, what comes, what is over with its result, and those before page by page. */
export function OpenListPage<Line extends { id: string }>(props: Props<Line>): ReactNode {
  const { useLines, card } = props;
  const lines = useLines({}, { refreshEvery: 60_000 });
  return (
    <div className="page open-things">
      <div className="question">
        <PageTitle text={props.title} />
        <p className="home-lead">{props.lead}</p>
        {props.under && <p>{props.under}</p>}
      </div>
      <Loadable query={lines} failed={props.failed}>
        {(list) => (
          <div className="open-things__parts">
            {props.parts(list).map((part) => (
              <Part key={part.title} part={part} card={card} />
            ))}
            {list.over.length > 0 && (
              <Section title="Завершены" className="stack">
                <Cards lines={list.over} card={card} />
                {list.next && (
                  <Earlier
                    from={list.next}
                    useLines={useLines}
                    failedFormer={props.failedFormer}
                    card={card}
                  />
                )}
              </Section>
            )}
          </div>
        )}
      </Loadable>
    </div>
  );
}

/** What runs and what comes of things that have a beginning; `none` where nothing runs. */
export function runningAndSoon<Line extends { state: string }>(
  lines: readonly Line[],
  none: ReactNode,
): OpenListPart<Line>[] {
  return [
    { title: 'Идут', lines: lines.filter(({ state }) => state !== 'soon'), none },
    { title: 'Скоро', lines: lines.filter(({ state }) => state === 'soon') },
  ];
}

function Part<Line extends { id: string }>(props: {
  part: OpenListPart<Line>;
  card: Lines<Line>['card'];
}): ReactNode {
  const { title, lines, none } = props.part;
  if (lines.length === 0) return none;
  return (
    <Section title={title} className="stack">
      <Cards lines={lines} card={props.card} />
    </Section>
  );
}

/** Those before, page by page. */
function Earlier<Line extends { id: string }>(props: Lines<Line> & { from: string }): ReactNode {
  const { useLines, failedFormer, card } = props;
  const [isOpen, setOpen] = useState(false);
  const more = useLines({ cursor: props.from }, { enabled: isOpen });
  if (!isOpen)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>Показать прежние</Button>
      </div>
    );
  return (
    <Loadable query={more} failed={failedFormer}>
      {({ over, next }) => (
        <>
          <Cards lines={over} card={card} />
          {next && <Earlier from={next} useLines={useLines} failedFormer={failedFormer} card={card} />}
        </>
      )}
    </Loadable>
  );
}

function Cards<Line extends { id: string }>(props: {
  lines: readonly Line[];
  card: Lines<Line>['card'];
}): ReactNode {
  return (
    <ul className="open-things__list">
      {props.lines.map((line) => (
        <li key={line.id}>{props.card(line)}</li>
      ))}
    </ul>
  );
}

/** One of the list: its kind and state over its title, and what is said of it under it. */
export function OpenCard<To extends string>(props: {
  /** Its kind, where there are several, and the mark of its state. */
  state: ReactNode;
  to: KnownAddress<To>;
  title: string;
  children: ReactNode;
}): ReactNode {
  return (
    <article className="sheet open-things__card">
      <p className="small open-things__state">{props.state}</p>
      <h3>
        <PageLink to={props.to}>{props.title}</PageLink>
      </h3>
      {props.children}
    </article>
  );
}
