import type { MouseEvent, ReactNode } from 'react';
import { counted } from '../../../../shared/text/plural.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { findHelp } from './find-help.ts';
import { helpTopics } from './help-texts.ts';
import { helpHref } from './help-words.tsx';

/** Texts of the help with the words asked for. */
export function FoundList(props: { words: string; level: 2 | 3; onTopic?: (id: string) => void }): ReactNode {
  const { words, onTopic } = props;
  const Heading = `h${props.level}` as const;
  const found = findHelp(helpTopics, words);
  const open = (event: MouseEvent, id: string) => {
    if (!onTopic || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onTopic(id);
  };
  return (
    <div className="help-found">
      <Heading>
        <span role="status">
          {found.length > 0
            ? `Нашлось: ${counted(found.length, 'текст', 'текста', 'текстов')}`
            : 'Таких слов в справке нет'}
        </span>
      </Heading>
      {found.length === 0 && <p>Попробуйте одно слово: «срок», «печать», «роль».</p>}
      <ul>
        {found.map(({ topic, excerpt }) => (
          <li key={topic.id}>
            <PageLink<string> to={helpHref(topic.id)} onClick={(event) => open(event, topic.id)}>
              {topic.title}
            </PageLink>
            <p className="muted">{excerpt}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
