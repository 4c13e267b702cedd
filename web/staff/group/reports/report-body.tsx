import type { ReactNode } from 'react';
import { sectorChart } from '../../../../shared/charts/report-charts.ts';
import type { ReportFigures, SectorFigures } from '../../../../shared/contract/group/head-report-figures.ts';
import type { ReportBlock, ReportCard } from '../../../../shared/contract/group/head-reports.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { formatDecimal, formatNumber, formatPercent } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { Button } from '../../../ui/button.tsx';
import { ChartFigure } from '../../../ui/chart/chart.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { Indicators, Made, Social, Zones } from './report-measures.tsx';
import { blockTitles } from './report-words.ts';

type OnComment = ((block: ReportBlock) => void) | null;

const share = (part: number, whole: number) => (whole === 0 ? '—' : formatPercent(part / whole));

/** Blocks of a report, each with the centre's own words beside the figures. */
export function ReportBody({ card, onComment }: { card: ReportCard; onComment: OnComment }): ReactNode {
  const figures = card.figures!;
  const { decisions, recommendations, roadmap, correspondence } = figures;
  const part = (block: ReportBlock, children: ReactNode) => (
    <Part key={block} card={card} block={block} onComment={onComment}>
      {children}
    </Part>
  );
  return (
    <>
      {part(
        'summary',
        <ul>
          {card.changes.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>,
      )}
      <Section title="Что требуется от главы" className="desk__sheet">
        <Asks asks={card.asks} />
      </Section>
      {part('sectors', <Sectors card={card} figures={figures} />)}
      {part('pains', <Pains pains={figures.pains} />)}
      {part('zones', <Zones zones={figures.zones} />)}
      {part('indicators', <Indicators figures={figures} />)}
      {part(
        'decisions',
        <>
          <p>
            Проведено {counted(decisions.meetings, 'заседание', 'заседания', 'заседаний')}. Выдано{' '}
            {counted(decisions.issued, 'поручение', 'поручения', 'поручений')}, исполнено {decisions.accepted}
            . На контроле {decisions.open}, из них просрочено {decisions.overdue}.
          </p>
          {(decisions.made ?? []).length > 0 && <Made made={decisions.made!} />}
          {decisions.late.length > 0 && <h3>Просрочено</h3>}
          <ul>
            {decisions.late.map((one) => (
              <li key={one.id}>
                <PageLink to={`/staff/assignments/${one.id}`}>{one.number}</PageLink> {one.text}:{' '}
                {one.responsible}, срок {formatDay(one.dueOn)}, просрочено на{' '}
                {counted(one.lateDays, 'день', 'дня', 'дней')}
              </li>
            ))}
          </ul>
        </>,
      )}
      {part(
        'recommendations',
        <>
          <p>
            Предложено {recommendations.proposed}, принято {recommendations.accepted}, применено{' '}
            {recommendations.applied}, эффект измерен у {recommendations.measured}.
          </p>
          <ul>
            {recommendations.waiting.map(({ id, title }) => (
              <li key={id}>
                Ждёт решения: <PageLink to={`/staff/recommendations/${id}`}>{title}</PageLink>
              </li>
            ))}
          </ul>
        </>,
      )}
      {part('social', <Social social={figures.social} />)}
      {part(
        'roadmap',
        <p>
          Готовность {roadmap.readiness} %: выполнено {roadmap.done} из{' '}
          {counted(roadmap.total, 'мероприятия', 'мероприятий', 'мероприятий')}, просрочено {roadmap.overdue}.
          Документов ЦУР, департаментов и органов области ждут ответа: {correspondence.waiting}, из них
          просрочено {correspondence.overdue}.
        </p>,
      )}
    </>
  );
}

function Part(props: {
  card: ReportCard;
  block: ReportBlock;
  onComment: OnComment;
  children: ReactNode;
}): ReactNode {
  const { card, block, onComment, children } = props;
  const words = card.comments[block];
  return (
    <section className="desk__sheet report__part" aria-labelledby={`report-${block}`}>
      <h2 id={`report-${block}`}>{blockTitles[block]}</h2>
      {words && <p className="report__words">{words}</p>}
      {children}
      {onComment && (
        <span className="report__acts">
          <Button kind="quiet" icon="pencil" onClick={() => onComment(block)}>
            {words ? 'Изменить пояснение' : 'Пояснить'}
            <span className="aloud">: {blockTitles[block]}</span>
          </Button>
        </span>
      )}
    </section>
  );
}

export function Asks({ asks }: { asks: readonly string[] }): ReactNode {
  if (asks.length === 0) return <p className="muted">Решений главы не требуется.</p>;
  return (
    <ul>
      {asks.map((ask) => (
        <li key={ask}>{ask}</li>
      ))}
    </ul>
  );
}

export function Pains({ pains }: { pains: ReportFigures['pains'] }): ReactNode {
  if (pains.length === 0) return <p className="muted">Массовых проблем, всплесков и просрочек нет.</p>;
  return (
    <ul>
      {pains.map(({ title, note, href }) => (
        <li key={`${title} ${note}`}>
          <PageLink to={href}>{title}</PageLink>: {note}
        </li>
      ))}
    </ul>
  );
}

/** Numbers of the sectors, each opening its cases, and the flow as a picture. */
function Sectors({ card, figures }: { card: ReportCard; figures: ReportFigures }): ReactNode {
  const cases = ({ code }: SectorFigures, more: string) => `/staff/cases?block=${code}${more}`;
  return (
    <>
      <DeskTable<SectorFigures>
        caption="Числа по сферам"
        rows={figures.sectors}
        rowKey={({ code }) => code}
        columns={[
          { id: 'title', head: 'Сфера', isName: true, cell: ({ title }) => title },
          {
            id: 'received',
            head: 'Поступило',
            align: 'right',
            cell: (row) => (
              <PageLink to={cases(row, `&from=${card.from}&to=${card.to}`)}>
                {formatNumber(row.received)}
              </PageLink>
            ),
          },
          {
            id: 'answered',
            head: 'Дан ответ',
            align: 'right',
            cell: ({ answered }) => formatNumber(answered),
          },
          {
            id: 'inTime',
            head: 'В срок',
            align: 'right',
            cell: ({ inTime, answered }) => share(inTime, answered),
          },
          {
            id: 'rating',
            head: 'Оценка',
            align: 'right',
            cell: ({ rating }) => (rating === null ? '—' : formatDecimal(rating)),
          },
          // As of the end of the period, as they were counted: what is so today is another number.
          {
            id: 'open',
            head: 'В работе',
            align: 'right',
            cell: (row) =>
              row.open > 0 ? (
                <PageLink to={cases(row, `&openOn=${card.to}`)}>{formatNumber(row.open)}</PageLink>
              ) : (
                '0'
              ),
          },
          {
            id: 'zones',
            head: 'Красных зон',
            align: 'right',
            cell: ({ zones }) => (zones === undefined ? '—' : formatNumber(zones)),
          },
          {
            id: 'overdue',
            head: 'Просрочено',
            align: 'right',
            cell: (row) =>
              row.overdue > 0 ? (
                <PageLink to={cases(row, `&overdueOn=${card.to}`)}>{formatNumber(row.overdue)}</PageLink>
              ) : (
                '0'
              ),
          },
        ]}
        empty={null}
      />
      <ChartFigure chart={sectorChart(figures)} twin="beside" />
    </>
  );
}
