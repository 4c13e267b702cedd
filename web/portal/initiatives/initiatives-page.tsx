import { type ReactNode, useState } from 'react';
import {
  listOpenInitiatives,
  type OpenInitiativeLine,
} from '../../../shared/contract/participation/initiatives-open.ts';
import { initiativeStateTitles, supportWords } from '../../../shared/text/participation/initiative-words.ts';
import { capitalise } from '../../../shared/text/words.ts';
import { useFormats } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { EmptyState, Loadable } from '../../ui/states.tsx';
import { initiativeTones } from './initiative-tones.ts';
import './initiatives.css';

/** «Инициативы»: what residents propose, what gathers voices now, what the city answered. */
export function InitiativesPage(): ReactNode {
  const initiatives = useRoute(listOpenInitiatives, { query: {} }, { refreshEvery: 60_000 });
  return (
    <div className="page initiatives">
      <div className="question">
        <PageTitle text="Инициативы жителей" />
        <p className="home-lead">
          Предложите, что сделать в городе. Если вас поддержат, город обязан ответить с обоснованием.
        </p>
        <p>
          <ButtonLink to="/initiatives/new">Предложить инициативу</ButtonLink>
        </p>
      </div>
      <Loadable query={initiatives} failed="Инициативы не загрузились">
        {({ running, over, mine, next }) => (
          <div className="initiatives__parts">
            {mine.length > 0 && <Lines title="Ваши, их видите только вы" lines={mine} />}
            <Running lines={running} />
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

function Running({ lines }: { lines: readonly OpenInitiativeLine[] }): ReactNode {
  const waiting = lines.filter(({ state }) => state === 'reached');
  const open = lines.filter(({ state }) => state === 'open');
  return (
    <>
      {open.length > 0 ? (
        <Lines title="Собирают поддержку" lines={open} />
      ) : (
        <EmptyState title="Сейчас никто не собирает поддержку">Предложите свою.</EmptyState>
      )}
      {waiting.length > 0 && <Lines title="Ждут ответа города" lines={waiting} />}
    </>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly OpenInitiativeLine[] }): ReactNode {
  return (
    <Section title={title} className="stack">
      <Cards lines={lines} />
    </Section>
  );
}

/** Those before, page by page. */
function Earlier({ from }: { from: string }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const more = useRoute(listOpenInitiatives, { query: { cursor: from } }, { enabled: isOpen });
  if (!isOpen)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>Показать прежние</Button>
      </div>
    );
  return (
    <Loadable query={more} failed="Прежние инициативы не загрузились">
      {({ over, next }) => (
        <>
          <Cards lines={over} />
          {next && <Earlier from={next} />}
        </>
      )}
    </Loadable>
  );
}

function Cards({ lines }: { lines: readonly OpenInitiativeLine[] }): ReactNode {
  return (
    <ul className="initiatives__list">
      {lines.map((line) => (
        <li key={line.id}>
          <Card line={line} />
        </li>
      ))}
    </ul>
  );
}

function Card({ line }: { line: OpenInitiativeLine }): ReactNode {
  const formats = useFormats();
  const isOpen = line.state === 'open';
  return (
    <article className="sheet initiatives__card">
      <p className="small">
        <Mark tone={initiativeTones[line.state]}>{capitalise(initiativeStateTitles[line.state])}</Mark>
      </p>
      <h3>
        <PageLink to={`/initiatives/${line.id}`}>{line.title}</PageLink>
      </h3>
      <p className="small">{line.place}</p>
      {line.threshold !== null && (
        <>
          <progress
            className="initiative__line"
            max={line.threshold}
            value={Math.min(line.supports, line.threshold)}
            aria-label={supportWords(line)}
          />
          <p className="small">
            {supportWords(line)}
            {isOpen && line.closesAt && `, до ${formats.dayMonth(line.closesAt)}`}
          </p>
        </>
      )}
      {line.decided && <p>Решили: {line.decided}</p>}
    </article>
  );
}
