import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { PageRenderer, WidgetView } from '../../shared/contract/pages.ts';
import { widgetWords } from '../../shared/text/participation/widget-words.ts';
import { formatCaseNumber } from '../../shared/text/words.ts';
import { DonePart } from './done-part.tsx';
import { MessageForm } from './message-form.tsx';
import { Outside } from './outside.tsx';
import { PollForm, PollList } from './poll-parts.tsx';

/** Draws a page of a widget: text alone, no script of it has to run for anything but leaving by Escape. */
export const drawWidget: PageRenderer['drawWidget'] = (view) => ({
  title: titleOf(view),
  html: renderToStaticMarkup(<Frame view={view} />),
});

const headings: Readonly<Record<WidgetView['page']['kind'], string>> = {
  message: widgetWords.offers.message,
  sent: 'Сообщение принято',
  tried: 'Это была проба',
  polls: 'Проголосовать',
  poll: 'Опрос',
  done: 'Вы сообщили — мы сделали',
  refused: 'Сейчас это недоступно',
};

const titleOf = ({ page }: WidgetView): string => {
  const isWrong = page.kind === 'message' && Object.keys(page.form.errors).length > 0;
  return `${isWrong ? 'Ошибка: ' : ''}${headings[page.kind]}`;
};

function Frame({ view }: { view: WidgetView }): ReactNode {
  const { page, widget, origin, city } = view;
  return (
    <div className={`frame frame--${widget.colour}`} id="frame">
      <Tabs view={view} />
      <main id="main">
        <h1 tabIndex={-1} {...(page.kind === 'sent' && { 'data-focus': '' })}>
          {page.kind === 'poll' ? page.poll.title : headings[page.kind]}
        </h1>
        <Page view={view} />
      </main>
      <footer>
        <a href={origin} target="_blank" rel="noopener">
          Сайт «Отклик», {city.title}
          <Outside />
        </a>
      </footer>
    </div>
  );
}

function Tabs({ view: { widget, base, page } }: { view: WidgetView }): ReactNode {
  if (widget.offers.length < 2) return null;
  const kinds = { message: ['message', 'sent', 'tried'], polls: ['polls', 'poll'], done: ['done'] };
  return (
    <nav aria-label="Что предлагает виджет">
      <ul>
        {widget.offers.map((offer) => (
          <li key={offer}>
            <a
              href={`${base}/${offer}`}
              {...(kinds[offer].includes(page.kind) && { 'aria-current': 'page' as const })}
            >
              {widgetWords.tabs[offer]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Page({ view }: { view: WidgetView }): ReactNode {
  const { page, origin } = view;
  switch (page.kind) {
    case 'message':
      return <MessageForm view={view} form={page.form} />;
    case 'sent':
      return <Sent number={page.number} link={page.link} />;
    case 'tried':
      return <p>Всё заполнено верно. На сайте сообщение ушло бы сейчас, а здесь оно не отправлено.</p>;
    case 'polls':
      return <PollList view={view} polls={page.polls} />;
    case 'poll':
      return <PollForm view={view} poll={page.poll} draftKey={page.key} />;
    case 'done':
      return <DonePart view={view} done={page.done} news={page.news} />;
    case 'refused':
      return (
        <>
          <p>{page.words}</p>
          <p>
            <a className="button" href={origin} target="_blank" rel="noopener">
              Открыть сайт
              <Outside />
            </a>
          </p>
        </>
      );
  }
}

function Sent({ number, link }: { number: string; link: string }): ReactNode {
  return (
    <>
      <p>
        Его номер — <b className="number">{formatCaseNumber(number)}</b>. Ответ придёт на указанный контакт, а
        ход работы виден по ссылке.
      </p>
      <p>
        <a className="button" href={link} target="_blank" rel="noopener">
          Открыть моё сообщение
          <Outside />
        </a>
      </p>
    </>
  );
}
