import type { ReactNode } from 'react';
import type { Roadmap, RoadmapMeasure } from '../../../../shared/contract/group/roadmap.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark, type Tone } from '../../../ui/mark.tsx';

export type Open = { kind: 'add' | 'fill' } | { kind: 'edit' | 'mark'; measure: RoadmapMeasure } | null;

type Props = { roadmap: Roadmap; onOpen: (open: Open) => void };

const shortMonths = ['янв', 'фев', 'мар', 'апр', 'май', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];

const states: Record<RoadmapMeasure['state'], { label: string; tone: Tone }> = {
  ahead: { label: 'впереди', tone: 'quiet' },
  running: { label: 'идёт', tone: 'info' },
  overdue: { label: 'просрочено', tone: 'danger' },
  done: { label: 'выполнено', tone: 'ok' },
  'done-late': { label: 'выполнено позже срока', tone: 'warning' },
};

function StateMark({ measure }: { measure: RoadmapMeasure }): ReactNode {
  const { label, tone } = states[measure.state];
  return (
    <Mark tone={tone}>
      {label}
      {measure.lateDays > 0 && ` на ${counted(measure.lateDays, 'день', 'дня', 'дней')}`}
    </Mark>
  );
}

/** Sections with their measures, in the roadmap's order. */
const bySection = ({ measures }: Roadmap): [string, RoadmapMeasure[]][] => [
  ...Map.groupBy(measures, ({ section }) => section),
];

function Acts({ measure, onOpen }: { measure: RoadmapMeasure; onOpen: Props['onOpen'] }): ReactNode {
  if (measure.can.length === 0) return null;
  return (
    <span className="cluster roadmap__acts">
      {measure.can.includes('mark') && (
        <Button kind="quiet" onClick={() => onOpen({ kind: 'mark', measure })}>
          Отметить<span className="aloud"> готовность: {measure.title}</span>
        </Button>
      )}
      {measure.can.includes('change') && (
        <Button kind="quiet" onClick={() => onOpen({ kind: 'edit', measure })}>
          Изменить<span className="aloud"> мероприятие: {measure.title}</span>
        </Button>
      )}
    </span>
  );
}

function Words({ measure }: { measure: RoadmapMeasure }): ReactNode {
  return (
    <>
      <b className="roadmap__name">{measure.title}</b>
      <span className="muted small">
        {[measure.clause, measure.result && `результат: ${measure.result}`].filter(Boolean).join(' · ')}
      </span>
      {measure.evidence && <span className="small">Подтверждение: {measure.evidence}</span>}
    </>
  );
}

/** Measures against months: a bar is a run of cells, and every cell says in words what it shows. */
export function RoadmapTable({ roadmap, onOpen }: Props): ReactNode {
  const { months } = roadmap;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
    <section className="table-frame roadmap__frame" aria-label="Мероприятия по месяцам" tabIndex={0}>
      <table className="table roadmap__table">
        <caption className="aloud">Дорожная карта на {formatDay(roadmap.on)}</caption>
        <thead>
          <tr>
            <th scope="col">Мероприятие</th>
            <th scope="col">Отвечает</th>
            <th scope="col">Срок</th>
            <th scope="col">Готово</th>
            {months.map((month) => (
              <th key={month} scope="col" className={monthClass(month, roadmap.on)}>
                <span aria-hidden="true">{shortMonths[Number(month.slice(5)) - 1]}</span>
                <span className="aloud">
                  {month.slice(5)}.{month.slice(0, 4)}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        {bySection(roadmap).map(([section, measures]) => (
          <tbody key={section}>
            <tr>
              <th scope="rowgroup" colSpan={4 + months.length} className="roadmap__section">
                {section}
              </th>
            </tr>
            {measures.map((measure) => (
              <tr key={measure.id}>
                <th scope="row" className="roadmap__words">
                  <Words measure={measure} />
                  <Acts measure={measure} onOpen={onOpen} />
                </th>
                <td>{measure.owner ?? <Mark tone="warning">не назначен</Mark>}</td>
                <td>
                  <span className="nowrap">{formatDay(measure.dueOn)}</span>
                  <br />
                  <StateMark measure={measure} />
                </td>
                <td className="roadmap__figure">{measure.readiness} %</td>
                {months.map((month) => (
                  <Cell key={month} measure={measure} month={month} today={roadmap.on} />
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

const monthClass = (month: string, today: string) =>
  month === today.slice(0, 7) ? 'roadmap__month is-now' : 'roadmap__month';

function Cell(props: { measure: RoadmapMeasure; month: string; today: string }): ReactNode {
  const { measure, month, today } = props;
  const end = measure.doneOn && measure.doneOn > measure.dueOn ? measure.doneOn : measure.dueOn;
  const isPlanned = month >= measure.fromDay.slice(0, 7) && month <= end.slice(0, 7);
  const isLate =
    measure.state === 'overdue' && month > measure.dueOn.slice(0, 7) && month <= today.slice(0, 7);
  const kind = isLate ? 'late' : isPlanned ? (measure.doneOn ? 'done' : 'plan') : '';
  const words = { late: 'просрочка', done: 'выполнено', plan: 'по плану', '': '' }[kind];
  return (
    <td className={monthClass(month, today)}>
      {kind && (
        <span className={`roadmap__bar roadmap__bar--${kind}`}>
          <span className="aloud">{words}</span>
        </span>
      )}
    </td>
  );
}

/** The same where there is no room for months: the days stand in words. */
export function RoadmapCards({ roadmap, onOpen }: Props): ReactNode {
  return (
    <>
      {bySection(roadmap).map(([section, measures]) => (
        <section key={section} className="stack stack--tight" aria-label={section}>
          <h2>{section}</h2>
          <ul className="desk__list roadmap__list">
            {measures.map((measure) => (
              <li key={measure.id} className="desk__sheet">
                <Words measure={measure} />
                <span>
                  {formatDay(measure.fromDay)} — {formatDay(measure.dueOn)}, готово{' '}
                  <b>{measure.readiness} %</b>
                </span>
                <span>
                  <StateMark measure={measure} />
                </span>
                <span>{measure.owner ?? <Mark tone="warning">ответственный не назначен</Mark>}</span>
                <Acts measure={measure} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
