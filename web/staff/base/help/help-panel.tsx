import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { IconButton } from '../../../ui/button.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { KeyList } from '../../key-sheet.tsx';
import { usePlacePath } from '../map/workplace.ts';
import { FoundList } from './found-list.tsx';
import { closeHelp } from './help-open.ts';
import { findTopic, helpNames } from './help-texts.ts';
import { pickHelp } from './help-topic.ts';
import { HelpWords, helpHref } from './help-words.tsx';
import './help.css';

/** Help beside the screen, of the screen that is open: it follows the person to the next one. Esc and F1 close it. */
export function HelpPanel(props: { isOver?: boolean }): ReactNode {
  const { screen, parent } = usePlacePath();
  const own = pickHelp(helpNames, screen, parent);
  const [chosen, choose] = useState<string | null>(null);
  const [words, find] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another screen has help of its own
  useEffect(() => {
    choose(null);
    find('');
  }, [own]);
  const panel = useRef<HTMLElement>(null);
  const showStart = () => {
    panel.current?.scrollTo({ top: 0 });
    panel.current?.querySelector('h2')?.focus({ preventScroll: true });
  };
  // On opening alone: a screen that opens beside it takes the focus itself.

  useEffect(showStart, []);
  usePanelPlace(!props.isOver);
  const topic = findTopic(chosen ?? own);
  const open = (id: string) => {
    choose(id);
    find('');
    showStart();
  };
  return (
    <aside
      ref={panel}
      className={props.isOver ? 'help help--over' : 'help'}
      aria-label="Справка"
      onKeyDown={closeOnEscape}
    >
      <PanelHead topicId={topic?.id} title={topic?.title ?? 'Справка'} />
      <TextField form={bindValue(words, find)} name="value" type="search" label="Найти в справке" />
      {words.trim().length > 1 ? (
        <FoundList words={words} level={3} onTopic={open} />
      ) : (
        <>
          {chosen !== null && chosen !== own && (
            <p>
              <button type="button" className="link-button" onClick={() => open(own)}>
                К справке этого экрана
              </button>
            </p>
          )}
          {topic && <HelpWords topic={topic} level={3} onTopic={open} />}
          <details className="help__keys">
            <summary>Клавиши этого экрана</summary>
            <KeyList level={3} />
          </details>
        </>
      )}
      <p className="help__foot">
        <PageLink to="/staff/help">Вся справка</PageLink>
      </p>
    </aside>
  );
}

function PanelHead(props: { topicId: string | undefined; title: string }): ReactNode {
  return (
    <header className="help__head">
      <h2 tabIndex={-1}>
        <span className="aloud">Справка: </span>
        {props.title}
      </h2>
      <IconButton kind="quiet" icon="print" label="Напечатать справку" onClick={printHelp} />
      {props.topicId && (
        <PageLink<string>
          className="button button--quiet button--icon"
          to={helpHref(props.topicId)}
          aria-label="Справка на всю страницу"
          title="Справка на всю страницу"
          onClick={closeHelp}
        >
          <span aria-hidden="true">↗</span>
        </PageLink>
      )}
      <IconButton kind="quiet" icon="close" label="Закрыть справку (Esc)" onClick={closeHelp} />
    </header>
  );
}

/** Esc closes help only when the hand is in it: in the screen it keeps the meaning it has there. */
function closeOnEscape(event: KeyboardEvent): void {
  if (event.key !== 'Escape') return;
  event.preventDefault();
  event.stopPropagation();
  closeHelp();
}

/** While help stands beside the screen, the screen has so much less room: style and `useIsNarrow` are told. */
function usePanelPlace(isBeside: boolean): void {
  useEffect(() => {
    if (!isBeside) return;
    document.documentElement.dataset.help = 'open';
    return () => {
      delete document.documentElement.dataset.help;
    };
  }, [isBeside]);
}

/** The text alone, without the screen beside it. */
function printHelp(): void {
  const root = document.documentElement;
  root.dataset.print = 'help';
  addEventListener('afterprint', () => delete root.dataset.print, { once: true });
  print();
}
