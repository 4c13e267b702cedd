import { type ReactNode, useState } from 'react';
import { getZone, type ZoneCard } from '../../../../shared/contract/heatmap/zones.ts';
import { placeKindTitles, zoneStateTitles } from '../../../../shared/text/heatmap/zones.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { useParam } from '../../../lib/router.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/figures.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { GivenOrders, OrderButton, useOrdersOf } from '../../base/parts/warning-orders.tsx';
import { ProofsPart } from './proofs-part.tsx';
import { ScoreMark, ScoreTerms } from './score-terms.tsx';
import { SeriesChart } from './series-chart.tsx';
import { ClaimDialog, NoteDialog, OwnerDialog, PlanDialog } from './zone-dialogs.tsx';
import { zoneList } from './zones-brief.tsx';
import '../../base/parts/desk.css';
import './zones.css';

/** The card of a red zone: why it is red, who answers, what is planned, how near the way out is. */
export function ZonePage(): ReactNode {
  const id = useParam('id');
  const zone = useRoute(getZone, { params: { id } });
  const topics = useTopics();
  const title = zone.data
    ? `${zone.data.title}, ${topics?.block(zone.data.block)?.shortTitle ?? zone.data.block}`
    : 'Красная зона';
  return (
    <StaffPage title={title} hasFinder actions={zone.data && <Actions card={zone.data} />}>
      <div className="desk zones">
        <p>
          <PageLink to="/staff/zones">Красные зоны</PageLink>
        </p>
        <Loadable query={zone} failed="Красная зона не загрузилась">
          {(card) => <Card card={card} />}
        </Loadable>
      </div>
    </StaffPage>
  );
}

const dialogs = { owner: OwnerDialog, plan: PlanDialog, claim: ClaimDialog, note: NoteDialog } as const;

function Actions({ card }: { card: ZoneCard }): ReactNode {
  const [open, setOpen] = useState<keyof typeof dialogs | null>(null);
  const orders = useOrdersOf('zone', card.id);
  const Opened = open && dialogs[open];
  return (
    <>
      <OrderButton orders={orders} />
      {card.may.own && <Button onClick={() => setOpen('owner')}>Назначить владельца</Button>}
      {card.may.work && (
        <Button
          disabledReason={card.ownerId === null && 'Сначала назначьте владельца'}
          onClick={() => setOpen('plan')}
        >
          Причина и план
        </Button>
      )}
      {card.may.work && <Button onClick={() => setOpen('note')}>Заметка</Button>}
      {card.may.work && card.state === 'working' && (
        <Button
          kind="primary"
          disabledReason={card.proofs.length === 0 && 'Сначала приложите фотографию или документ'}
          onClick={() => setOpen('claim')}
        >
          Заявить выход
        </Button>
      )}
      {Opened && <Opened card={card} onClose={() => setOpen(null)} />}
    </>
  );
}

function Card({ card }: { card: ZoneCard }): ReactNode {
  const formats = useFormats();
  const orders = useOrdersOf('zone', card.id);
  const isOrdered = orders !== undefined && orders.given.length > 0;
  return (
    <div className="zones__card">
      <Section title="О зоне" className="stack stack--tight">
        <Facts
          facts={[
            ['Место', `${placeKindTitles[card.place.kind].single}: ${card.title}`],
            ['Балл', <ScoreMark key="score" score={card.score} band={card.band} zone={card.zone} />],
            ['Состояние', <StateMark key="state" card={card} />],
            ['Открыта', `${formats.dateTime(card.openedAt)}: ${card.reason}`],
            ['Владелец', card.ownerName ?? 'не назначен'],
            ...(isOrdered
              ? [['Поручения', <GivenOrders key="orders" orders={orders} />] as [string, ReactNode]]
              : []),
            ['Причина', card.cause || 'не записана'],
            ['План', card.plan || 'не записан'],
            ['Выход до', card.exitOn ? formats.date(card.exitOn) : 'не назначен'],
            [
              'По данным',
              `${card.exit.passed} из ${counted(card.exit.days, 'дня', 'дней', 'дней')} ниже ${card.exit.below} подряд`,
            ],
          ]}
        />
        <Shares card={card} />
        <p>
          <ButtonLink to="/staff/cases" search={zoneList(card)}>
            Открытые дела зоны: {formatNumber(card.openCases)}
          </ButtonLink>{' '}
          <ButtonLink to="/staff/heatmap" search={{ view: 'map', block: card.block }}>
            На карте
          </ButtonLink>
        </p>
      </Section>
      {card.current && (
        <Section title="Из чего балл" className="stack stack--tight">
          <ScoreTerms heat={card.current} />
        </Section>
      )}
      <Section title="Как менялся балл" className="stack stack--tight">
        <SeriesChart card={card} />
      </Section>
      <ProofsPart card={card} />
      <Section title="История" className="stack stack--tight">
        <ol className="zones__history">
          {card.history.map((line) => (
            <li key={`${line.at} ${line.text}`}>
              <span className="muted small">
                {formats.dateTime(line.at)}, {line.by}
              </span>
              <span>{line.text}</span>
            </li>
          ))}
        </ol>
      </Section>
    </div>
  );
}

/** Zones that have cases of this one: what is counted twice is said. */
function Shares({ card: { shares } }: { card: ZoneCard }): ReactNode {
  if (shares.length === 0) return null;
  return (
    <ul className="plain-rows" aria-label="Зоны с теми же делами">
      {shares.map(({ id, title, isLarger, openCases }) => (
        <li key={id}>
          {isLarger ? 'С большей зоной' : 'С меньшей зоной'}{' '}
          <PageLink to={`/staff/zones/${id}`}>{title}</PageLink>:{' '}
          {counted(openCases, 'общее открытое дело', 'общих открытых дела', 'общих открытых дел')}
        </li>
      ))}
    </ul>
  );
}

function StateMark({ card }: { card: ZoneCard }): ReactNode {
  const tones = { open: 'warning', working: 'info', claimed: 'info', closed: 'ok' } as const;
  return <Mark tone={tones[card.state]}>{zoneStateTitles[card.state]}</Mark>;
}
