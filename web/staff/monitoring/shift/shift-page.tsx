import type { ReactNode } from 'react';
import { readShift, type Shift } from '../../../../shared/contract/monitoring/shifts.ts';
import { gapWords, momentWords, onDutyUntil } from '../../../../shared/text/monitoring/incident-words.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { useFormats, useNow } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { StatTile } from '../../../ui/figures.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { usePermissions } from '../../base/map/workplace.ts';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { NetworkNames } from '../social/network-names.tsx';
import { GivePart } from './give-part.tsx';
import { HandoversPart, WaitingPart } from './handovers-part.tsx';
import { OpenRows } from './open-rows.tsx';
import { UnknownReplies } from './unknown-replies.tsx';
import './shift.css';

/** «Смена»: who is on duty and who is next, what stands open and by when; one gives the shift, the next takes it over. */
export function ShiftPage(): ReactNode {
  const shift = useRoute(readShift, undefined, { refreshEvery: 30_000 });
  return (
    <StaffPage title="Смена" hasFinder>
      <Loadable query={shift} failed="Смена не загрузилась">
        {(data) => (
          <NetworkNames value={data.networks}>
            <div className="shift">
              <WaitingPart handovers={data.handovers} />
              <DutyPart shift={data} />
              <FiguresPart shift={data} />
              {data.can.includes('give') ? (
                <GivePart shift={data} />
              ) : (
                <Section title="Что открыто" className="shift__open">
                  <OpenRows shift={data} />
                </Section>
              )}
              <HandoversPart handovers={data.handovers} />
            </div>
          </NetworkNames>
        )}
      </Loadable>
    </StaffPage>
  );
}

/** Who watches now, who begins next, and hours of the coming day that nobody watches. */
function DutyPart({ shift: { onDuty, next, gap } }: { shift: Shift }): ReactNode {
  const { zone } = useFormats();
  const now = useNow();
  const mayKeep = usePermissions().includes('clocks.keep-duty');
  return (
    <Section title="Кто дежурит" className="shift__duty">
      <p className="cluster">
        {onDuty.map(({ id, name, until }) => (
          <span key={id}>
            Сейчас <b>{name}</b> <span className="muted">{onDutyUntil(until, zone, now)}</span>
          </span>
        ))}
        {onDuty.length === 0 && <span>Сейчас по графику никто не дежурит.</span>}
        {next ? (
          <span>
            Следующий <b>{next.name}</b>{' '}
            <span className="muted">с&nbsp;{momentWords(next.from, zone, now)}</span>
          </span>
        ) : (
          <span className="muted">На ближайшие полтора дня следующий не назначен.</span>
        )}
        {gap && <Mark tone="warning">{gapWords(gap, zone, now)}</Mark>}
        {mayKeep && (
          <PageLink to="/staff/directories" search={{ tab: 'duty' }}>
            График дежурств
          </PageLink>
        )}
      </p>
    </Section>
  );
}

function FiguresPart({ shift: { figures } }: { shift: Shift }): ReactNode {
  const { open, late, soon, unknown } = figures;
  return (
    <>
      <dl className="shift__figures" aria-label="Сколько чего">
        <StatTile figure={formatNumber(open)} label="открыто" />
        <StatTile figure={formatNumber(late)} label="опоздали" />
        <StatTile figure={formatNumber(soon)} label="срок в ближайшие два часа" />
        <StatTile figure={formatNumber(unknown)} label="судьба ответа неизвестна" />
      </dl>
      {unknown > 0 && <UnknownReplies />}
    </>
  );
}
