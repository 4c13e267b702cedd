import type { MouseEvent, ReactNode } from 'react';
import { PageLink } from '../../../ui/page-link.tsx';
import { findPicture, followLink, resolveFrom } from './help-texts.ts';
import type { HelpTopic } from './help-topic.ts';
import { type Block, type Inline, readMarkdown } from './markdown.ts';

/** A text of the help. `onTopic`: links to other texts open them in place. `level`: that of its headings. */
export function HelpWords(props: {
  topic: HelpTopic;
  level: 2 | 3;
  onTopic?: (id: string) => void;
}): ReactNode {
  const { topic } = props;
  return (
    <div className="help-words">
      {readMarkdown(topic.text).map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text of a topic never moves
        <BlockView key={at} block={block} {...props} />
      ))}
    </div>
  );
}

interface Place {
  topic: HelpTopic;
  level: 2 | 3;
  onTopic?: (id: string) => void;
}

function BlockView(props: Place & { block: Block }): ReactNode {
  const { block, topic, level } = props;
  if (block.kind === 'picture') return <Picture topic={topic} href={block.href} words={block.words} />;
  if (block.kind === 'heading') {
    const Heading = `h${block.level === 2 ? level : level + 1}` as 'h2' | 'h3' | 'h4';
    return (
      <Heading>
        <Line words={block.words} {...props} />
      </Heading>
    );
  }
  if (block.kind === 'paragraph')
    return (
      <p>
        <Line words={block.words} {...props} />
      </p>
    );
  const List = block.isOrdered ? 'ol' : 'ul';
  return (
    <List>
      {block.items.map((words, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <li key={at}>
          <Line words={words} {...props} />
        </li>
      ))}
    </List>
  );
}

function Line(props: Place & { words: readonly Inline[] }): ReactNode {
  return props.words.map((one, at) => {
    const key = `${at} ${one.text}`;
    if (one.kind === 'strong') return <b key={key}>{one.text}</b>;
    if (one.kind === 'key')
      return isKey(one.text) ? (
        <kbd key={key} className="key">
          {one.text}
        </kbd>
      ) : (
        <code key={key}>{one.text}</code>
      );
    if (one.kind === 'link') return <HelpLink key={key} {...props} href={one.href} words={one.text} />;
    return one.text;
  });
}

/** `J`, `Ctrl+Enter`, `F1` are keys; `npm run doctor` is what is typed. */
const isKey = (text: string): boolean =>
  /^(?:[A-ZА-Я0-9]|F1|Esc|Enter|Пробел|[/?↑↓←→]|(?:Ctrl|Shift|Alt)\+\S+)$/u.test(text);

/** To another text; what does not travel with the product is named, not linked. */
function HelpLink(props: Place & { href: string; words: string }): ReactNode {
  const { href, words, onTopic } = props;
  if (href.startsWith('https://'))
    return (
      <a href={href} target="_blank" rel="noreferrer">
        {words}
        <span className="aloud"> (откроется в новой вкладке)</span>
      </a>
    );
  const next = followLink(props.topic, href);
  if (!next)
    return (
      <>
        <b>{words}</b> <span className="muted">({resolveFrom(props.topic, href)})</span>
      </>
    );
  const open = (event: MouseEvent) => {
    if (!onTopic || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onTopic(next.id);
  };
  return (
    <PageLink<string> to={helpHref(next.id)} onClick={open}>
      {words}
    </PageLink>
  );
}

function Picture(props: { topic: HelpTopic; href: string; words: string }): ReactNode {
  const source = findPicture(props.topic, props.href);
  if (!source) return null;
  return (
    <figure>
      <img src={source} alt="" loading="lazy" />
      <figcaption>{props.words}</figcaption>
    </figure>
  );
}

export const helpHref = (id: string): `/staff/help/${string}` => `/staff/help/${id}`;
