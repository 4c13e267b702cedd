import { type ReactNode, useState } from 'react';
import {
  listOpenDiscussions,
  type OpenDiscussionLine,
} from '../../../shared/contract/participation/discussions-open.ts';
import {
  countedRemarks,
  discussionKindTitles,
  openDiscussionTitles,
} from '../../../shared/text/participation/discussion-words.ts';
import { useFormats } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { EmptyState, Loadable } from '../../ui/states.tsx';
import './consultations.css';

/** «Обсуждения»: projects that may be written to now, that come, that are over with an answer to each remark. */
export function ConsultationsPage(): ReactNode {
  const discussions = useRoute(listOpenDiscussions, { query: {} }, { refreshEvery: 60_000 });
  return (
    <div className="page consultations">
      <div className="question">
        <PageTitle text="Обсуждения" />
        <p className="home-lead">
          Проекты города по пунктам: предложите своё, ответят на каждое предложение.
        </p>
      </div>
      <p>
        Есть своя мысль, что сделать в городе? <PageLink to="/initiatives">Инициативы жителей</PageLink>
      </p>
      <Loadable query={discussions} failed="Обсуждения не загрузились">
        {({ running, over, next }) => (
          <div className="consultations__parts">
            <Running lines={running} hasFormer={over.length > 0} />
            {over.length > 0 && (
              <Section title="Завершены" className="stack">
                <Cards lines={over} />
                {next && <Earlier from={next} />}
              </Section>
            )}
          </div>
        )}
      </Loadable>
    </div>
  );
}

function Running({
  lines,
  hasFormer,
}: {
  lines: readonly OpenDiscussionLine[];
  hasFormer: boolean;
}): ReactNode {
  const open = lines.filter(({ state }) => state !== 'soon');
  const soon = lines.filter(({ state }) => state === 'soon');
  return (
    <>
      {open.length > 0 ? (
        <Section title="Идут" className="stack">
          <Cards lines={open} />
        </Section>
      ) : (
        <EmptyState title="Сейчас обсуждений нет">
          {hasFormer
            ? 'Итоги прежних — ниже. О новых пишут на страницах города.'
            : 'Первое появится здесь. О проблеме можно написать и без обсуждения.'}
        </EmptyState>
      )}
      {soon.length > 0 && (
        <Section title="Скоро" className="stack">
          <Cards lines={soon} />
        </Section>
      )}
    </>
  );
}

/** Those before, page by page. */
function Earlier({ from }: { from: string }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const more = useRoute(listOpenDiscussions, { query: { cursor: from } }, { enabled: isOpen });
  if (!isOpen)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>Показать прежние</Button>
      </div>
    );
  return (
    <Loadable query={more} failed="Прежние обсуждения не загрузились">
      {({ over, next }) => (
        <>
          <Cards lines={over} />
          {next && <Earlier from={next} />}
        </>
      )}
    </Loadable>
  );
}

function Cards({ lines }: { lines: readonly OpenDiscussionLine[] }): ReactNode {
  return (
    <ul className="consultations__list">
      {lines.map((line) => (
        <li key={line.id}>
          <Card line={line} />
        </li>
      ))}
    </ul>
  );
}

const tones = { soon: 'quiet', open: 'info', answering: 'quiet', result: 'ok' } as const;

function Card({ line }: { line: OpenDiscussionLine }): ReactNode {
  const formats = useFormats();
  const when = {
    soon: `Начнётся ${formats.dayMonth(line.opensAt)}`,
    open: `До ${formats.dayMonth(line.closesAt)}, ${formats.time(line.closesAt)}`,
    answering: line.resultBy ? `Итог к ${formats.dayMonth(line.resultBy)}` : 'Итог скоро',
    result: line.decided ? `Решили: ${line.decided}` : 'Есть ответы на все предложения',
  }[line.state];
  return (
    <article className="sheet consultations__card">
      <p className="small consultations__kind">
        {discussionKindTitles[line.kind]}{' '}
        <Mark tone={tones[line.state]}>{openDiscussionTitles[line.state]}</Mark>
      </p>
      <h3>
        <PageLink to={`/consultations/${line.id}`}>{line.title}</PageLink>
      </h3>
      <p>{when}</p>
      <p className="small">
        {line.remarks === 0 ? 'Предложений пока нет' : countedRemarks(line.remarks)}
        {line.meetingAt && `; собрание ${formats.dayMonth(line.meetingAt)}`}
      </p>
    </article>
  );
}
