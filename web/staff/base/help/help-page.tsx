import type { ReactNode } from 'react';
import { useParam, useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { SearchForm } from '../../../ui/forms/search-form.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { useSections } from '../map/workplace.ts';
import { StaffPage } from '../parts/staff-page.tsx';
import { FoundList } from './found-list.tsx';
import { findTopic, helpNames, helpTopics } from './help-texts.ts';
import { pickHelp } from './help-topic.ts';
import { HelpWords, helpHref } from './help-words.tsx';
import './help.css';

/** All of the help: days of roles, then texts of screens as the rail has them. */
export function HelpPage(): ReactNode {
  const [query, change] = useUrlQuery();
  const words = query.q ?? '';
  return (
    <StaffPage title="Справка" hasFinder>
      <div className="reading-pane">
        <SearchForm
          label="Найти в справке"
          value={words}
          isPaired
          onFind={(next) => change({ q: next })}
          maxLength={100}
        />
        {words ? <FoundList words={words} level={2} /> : <Contents />}
      </div>
    </StaffPage>
  );
}

function Contents(): ReactNode {
  const guides = helpTopics.filter(({ section }) => section === 'guides');
  return (
    <>
      <p className="muted">Справку любого экрана открывает F1: она встанет рядом с работой.</p>
      {guides.length > 0 && (
        <section aria-labelledby="help-guides">
          <h2 id="help-guides">День за днём: что делает каждая роль</h2>
          <TopicList ids={guides.map(({ id }) => id)} />
        </section>
      )}
      <div className="help-contents">
        {useSections().map(({ id, title, screens }) => (
          <section key={id} aria-labelledby={`help-${id}`}>
            <h2 id={`help-${id}`}>{title}</h2>
            <TopicList
              ids={[...new Set(screens.map(({ path, parent }) => pickHelp(helpNames, path, parent)))]}
            />
          </section>
        ))}
      </div>
    </>
  );
}

function TopicList(props: { ids: readonly string[] }): ReactNode {
  return (
    <ul className="help-list">
      {props.ids.flatMap((id) => {
        const topic = findTopic(id);
        if (!topic) return [];
        return [
          <li key={id}>
            <PageLink<string> to={helpHref(id)}>{topic.title}</PageLink>
          </li>,
        ];
      })}
    </ul>
  );
}

/** One text by its address. */
export function HelpTopicPage(): ReactNode {
  const id = useParam('topic');
  // Of a thing whose words stand with its list.
  const topic = findTopic(id) ?? findTopic(id.replace(/-one$/u, ''));
  return (
    <StaffPage
      key={id}
      title={topic?.title ?? 'Справка'}
      actions={
        topic && (
          <Button icon="print" onClick={() => print()}>
            Напечатать
          </Button>
        )
      }
    >
      {topic ? (
        <div className="reading-pane help-page">
          <HelpWords topic={topic} level={2} />
          <p>
            <PageLink to="/staff/help">Вся справка</PageLink>
          </p>
        </div>
      ) : (
        <EmptyState title="Такой справки нет" action={<PageLink to="/staff/help">Вся справка</PageLink>}>
          <p>Найдите нужное в общем списке или словами.</p>
        </EmptyState>
      )}
    </StaffPage>
  );
}
