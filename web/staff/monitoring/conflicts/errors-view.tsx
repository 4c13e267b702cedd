import type { ReactNode } from 'react';
import type { BarChart, LineChart } from '../../../../shared/charts/chart.ts';
import { readErrors } from '../../../../shared/contract/monitoring/conflict-errors.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { monthName } from '../../../../shared/text/dates.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { ChartFigure, Sparkline } from '../../../ui/chart/chart.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';

type Errors = RouteReply<typeof readErrors>;

const write = (value: number): string => formatNumber(value);
const measure = { write, tick: write, isWhole: true } as const;

/** «Ошибки ответов»: by body over twelve months, and of which kinds. */
export function ErrorsView(): ReactNode {
  const query = useRoute(readErrors, undefined);
  return (
    <div className="conflicts__errors">
      <Loadable query={query} failed="Ошибки не загрузились">
        {(errors) =>
          errors.bodies.length === 0 ? (
            <EmptyState title="За двенадцать месяцев ошибок не отмечено">
              Они появятся из разбора конфликтов и из проверки ответов вслепую.
            </EmptyState>
          ) : (
            <Trend errors={errors} />
          )
        }
      </Loadable>
    </div>
  );
}

function Trend({ errors }: { errors: Errors }): ReactNode {
  const mayPropose = usePermission('working-group.take-part');
  const chart: BarChart = {
    kind: 'bars',
    title: 'Какие ошибки',
    of: 'Ошибка',
    empty: 'ошибок нет',
    measure,
    categories: errors.byError.map(({ title }) => ({ title, short: title })),
    series: [{ title: 'раз', values: errors.byError.map(({ count }) => count) }],
  };
  return (
    <>
      <Section title="По органам, двенадцать месяцев">
        <p className="muted small">
          Из разбора конфликтов и, кому она видна, из проверки ответов вслепую. Один разбор с двумя ошибками
          считается за две.
        </p>
        <div className="conflicts__scroll">
          <table className="conflicts__bodies">
            <thead>
              <tr>
                <th scope="col">Орган</th>
                <th scope="col">По месяцам</th>
                <th scope="col" className="is-number">
                  Ошибок
                </th>
                <th scope="col">Чаще всего</th>
              </tr>
            </thead>
            <tbody>
              {errors.bodies.map(({ unitId, unit, counts, total, byError }) => (
                <tr key={unitId ?? ''}>
                  <th scope="row">{unit}</th>
                  <td>
                    <Sparkline chart={lineOf(unit, errors.months, counts)} />
                  </td>
                  <td className="is-number">{formatNumber(total)}</td>
                  <td>
                    {byError[0] &&
                      `${byError[0].title.toLocaleLowerCase('ru')}: ${byError[0].count} из ${total}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {mayPropose && (
          <ButtonLink to="/staff/recommendations" icon="plus">
            К рекомендациям
          </ButtonLink>
        )}
      </Section>
      <Section title="По видам">
        <ChartFigure chart={chart} isTitleAbove />
      </Section>
    </>
  );
}

const lineOf = (unit: string, months: readonly string[], values: readonly number[]): LineChart => ({
  kind: 'line',
  title: `${unit}: ошибок по месяцам`,
  of: 'Месяц',
  empty: 'ошибок нет',
  measure,
  categories: months.map((month) => ({
    title: `${monthName(month)} ${month.slice(0, 4)}`,
    short: monthName(month).slice(0, 3),
  })),
  series: { title: 'ошибок', values },
});
