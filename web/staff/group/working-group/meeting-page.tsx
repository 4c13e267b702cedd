import type { ReactNode } from 'react';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { formatDay, formatDuration } from '../../../../shared/text/dates.ts';
import { meetingStateTitles } from '../../../../shared/text/group/working-group.ts';
import { useNow } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useParam } from '../../../lib/router.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { CountedAtMeeting } from '../counted/counted-at-meeting.tsx';
import { AgendaPart } from './agenda-part.tsx';
import { LiveDesk } from './live-desk.tsx';
import { LivePart } from './live-part.tsx';
import { Checks } from './live-sheet.tsx';
import { MeetingActs } from './meeting-acts.tsx';
import { MeetingFacts } from './meeting-facts.tsx';
import { meetingTitle, protocolHref, roomHref, stateTones } from './meeting-words.ts';
import { PapersPart } from './papers-part.tsx';
import { PeoplePart } from './people-part.tsx';
import { useCard } from './use-card.ts';
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

/** Votes come from phones, and the hall waits for them. Milliseconds. */
const OFTEN = 3000;

/** The card of a meeting: who is here, the agenda before it, the item under way in it, what was said and decided after. */
export function MeetingPage(): ReactNode {
  const id = useParam('id');
  const meeting = useCard(id, OFTEN);
  const isUnknown = [400, 404].includes(meeting.error?.status ?? 0);
  const card = meeting.data;
  return (
    <StaffPage
      title={card ? meetingTitle(card) : 'Заседание'}
      bar={card && <Bar card={card} />}
      actions={card ? <Actions card={card} /> : <Back />}
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

const Back = (): ReactNode => <ButtonLink to="/staff/working-group">Ко всем заседаниям</ButtonLink>;

function Bar({ card }: { card: MeetingCard }): ReactNode {
  const isLive = card.state === 'running';
  return (
    <>
      <span className="muted nowrap">
        {formatDay(card.heldOn ?? card.day)}
        {!isLive && `, ${card.startsAt}`}
      </span>
      <Mark tone={stateTones[card.state]}>
        {isLive ? <Running card={card} /> : meetingStateTitles[card.state]}
      </Mark>
    </>
  );
}

function Actions({ card }: { card: MeetingCard }): ReactNode {
  const isLive = card.state === 'running';
  const openHall = () => void open(roomHref(card.id), 'otklik-hall');
  useHotkeys('Экран зала', isLive ? [{ keys: 'KeyF', label: 'Экран зала', run: openHall }] : []);
  return (
    <>
      {card.state !== 'cancelled' && (
        <Button icon="screen" className="wide-only" {...(isLive && { hint: 'KeyF' })} onClick={openHall}>
          Экран зала
        </Button>
      )}
      {isLive && card.form !== 'absentee' && <MeetingActs card={card} />}
      {!withoutProtocol.has(card.state) && <ButtonLink to={protocolHref(card.id)}>Протокол</ButtonLink>}
      {!isLive && <Back />}
    </>
  );
}

/** «Идёт 38 мин». */
function Running({ card }: { card: MeetingCard }): ReactNode {
  const now = useNow();
  return <>Идёт {card.openedAt && formatDuration(now - Date.parse(card.openedAt))}</>;
}

function Meeting({ card }: { card: MeetingCard }): ReactNode {
  if (card.state === 'running' && card.form !== 'absentee') return <LiveDesk card={card} />;
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
        {!isAhead && <CountedAtMeeting meetingId={card.id} />}
        <Checks card={card} />
      </section>
    </div>
  );
}
