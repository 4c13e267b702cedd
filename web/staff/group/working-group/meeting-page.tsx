import type { ReactNode } from 'react';
import { getMeeting, type MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { meetingStateTitles } from '../../../../shared/text/group/working-group.ts';
import { useRoute } from '../../../lib/query.ts';
import { useParam } from '../../../lib/router.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { AgendaPart } from './agenda-part.tsx';
import { LivePart } from './live-part.tsx';
import { MeetingActs } from './meeting-acts.tsx';
import { MeetingFacts } from './meeting-facts.tsx';
import { meetingTitle, protocolHref, roomHref, stateTones } from './meeting-words.ts';
import { PapersPart } from './papers-part.tsx';
import { PeoplePart } from './people-part.tsx';
import '../../base/parts/desk.css';
import './working-group.css';

/** The meeting has not ended yet, or never will. */
const withoutProtocol: ReadonlySet<string> = new Set([
  'planned',
  'agenda_draft',
  'agenda_sent',
  'running',
  'cancelled',
]);

/** The card of a meeting: who is here, the agenda before it, the item under way in it, what was said and decided after. */
export function MeetingPage(): ReactNode {
  const id = useParam('id');
  const meeting = useRoute(getMeeting, { params: { id } }, { refreshEvery: 15_000, keepOld: false });
  const isUnknown = [400, 404].includes(meeting.error?.status ?? 0);
  const card = meeting.data;
  return (
    <StaffPage
      title={card ? meetingTitle(card) : 'Заседание'}
      bar={
        card && (
          <>
            <span className="muted nowrap">
              {formatDay(card.day)}, {card.startsAt}
            </span>
            <Mark tone={stateTones[card.state]}>{meetingStateTitles[card.state]}</Mark>
          </>
        )
      }
      actions={
        <>
          {card && card.state !== 'cancelled' && (
            <ButtonLink to={roomHref(id)} className="wide-only">
              Экран зала
            </ButtonLink>
          )}
          {card && !withoutProtocol.has(card.state) && (
            <ButtonLink to={protocolHref(id)}>Протокол</ButtonLink>
          )}
          <ButtonLink to="/staff/working-group">Ко всем заседаниям</ButtonLink>
        </>
      }
    >
      {isUnknown ? (
        <EmptyState
          title="Такого заседания нет"
          action={<ButtonLink to="/staff/working-group">Открыть заседания</ButtonLink>}
        >
          Проверьте адрес или найдите заседание в списке.
        </EmptyState>
      ) : (
        <Loadable query={meeting} failed="Заседание не загрузилось">
          {(data) => <Meeting key={data.id} card={data} />}
        </Loadable>
      )}
    </StaffPage>
  );
}

function Meeting({ card }: { card: MeetingCard }): ReactNode {
  const isAhead = ['planned', 'agenda_draft', 'agenda_sent', 'cancelled'].includes(card.state);
  return (
    <div className="group-meeting">
      <aside className="group-meeting__side" aria-label="Участники и материалы">
        <MeetingFacts card={card} />
        <PeoplePart card={card} />
        <PapersPart card={card} />
      </aside>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who only reads scrolls a long record by keys */}
      <section className="group-meeting__work" aria-label="Ход заседания" tabIndex={0}>
        <MeetingActs card={card} />
        {isAhead ? <AgendaPart card={card} /> : <LivePart card={card} />}
        <Checks card={card} />
      </section>
    </div>
  );
}

function Checks({ card }: { card: MeetingCard }): ReactNode {
  if (card.checks.length === 0) return null;
  return (
    <Section title="Проверки" isSmall>
      <ul className="group-checks">
        {card.checks.map(({ text, isDone }) => (
          <li key={text}>
            <Mark tone={isDone ? 'ok' : 'warning'}>
              {text}
              <span className="aloud">: {isDone ? 'выполнено' : 'не выполнено'}</span>
            </Mark>
          </li>
        ))}
      </ul>
    </Section>
  );
}
