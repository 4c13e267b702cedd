import type { ReactNode } from 'react';
import {
  getOpenPromises,
  type PromisesLedger,
  wordOutcomes,
} from '../../../shared/contract/base/promises.ts';
import { outcomeTitles } from '../../../shared/text/city-promises.ts';
import { formatNumber, formatPercent } from '../../../shared/text/numbers.ts';
import { counted } from '../../../shared/text/plural.ts';
import { useFormats } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useUrlQuery } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/forms/choice-field.tsx';
import { bindFields } from '../../ui/forms/fields.ts';
import { EmptyState, Loadable } from '../../ui/states.tsx';
import { PromiseList } from './promise-list.tsx';
import { PromisePlot } from './promise-plot.tsx';
import './promises.css';

/** Promises of a page, and at most. */
const STEP = 20;
const MOST = 300;

/** What the address asks for, with what it cannot mean left out. */
function useAsked() {
  const [query, change] = useUrlQuery();
  const outcome = wordOutcomes.find((one) => one === query.outcome);
  const block = query.block?.slice(0, 40);
  const shown = Number(query.show);
  const limit = Number.isInteger(shown) && shown >= STEP && shown <= MOST ? shown : STEP;
  return { outcome, block, limit, change };
}

type Asked = ReturnType<typeof useAsked>;

/** «Обещания города»: everything promised with a day, and what came of it. */
export function PromisesPage(): ReactNode {
  const formats = useFormats();
  const asked = useAsked();
  const { outcome, block, limit } = asked;
  const page = useRoute(getOpenPromises, {
    query: { limit, ...(outcome && { outcome }), ...(block && { block }) },
  });
  return (
    <div className="page promises">
      <div className="question">
        <PageTitle text="Обещания города" />
        <p className="promises__lead">
          Всё, что город пообещал с датой: в ответах, записях на страницах и решениях. «Сдержано» — только с
          доказательством.
        </p>
      </div>
      <Loadable query={page} failed="Обещания не загрузились">
        {({ ledger, hiddenReason, asOf }) =>
          ledger ? (
            <>
              <Ledger ledger={ledger} asked={asked} />
              <p className="small">Собрано {formats.dateTime(asOf)}.</p>
            </>
          ) : (
            <EmptyState title="Город сейчас не показывает обещания">Причина: {hiddenReason}</EmptyState>
          )
        }
      </Loadable>
    </div>
  );
}

const isEmpty = ({ counts }: PromisesLedger): boolean =>
  counts.kept + counts.broken + counts.unproven + counts.ahead === 0;

function Ledger({ ledger, asked }: { ledger: PromisesLedger; asked: Asked }): ReactNode {
  if (isEmpty(ledger))
    return (
      <EmptyState title="Обещаний со сроком пока нет">
        Они появятся здесь, когда город назовёт срок в ответе жителям, в сообщении об отключении, на своей
        странице или в решении рабочей группы.
      </EmptyState>
    );
  return (
    <div className="promises__split">
      <PromisePlot ledger={ledger} />
      <Listed ledger={ledger} asked={asked} />
      <aside className="promises__aside" aria-label="Как считаем">
        <Bodies ledger={ledger} />
        <div className="promises__note">
          <p>
            <b>Срок переносят один раз</b>
          </p>
          <p className="small">
            Перенос виден здесь же. Если и новый срок прошёл, обещание нарушено, что бы ни случилось потом.
            Срок, названный после того, как прежний прошёл, ничего не меняет.
          </p>
          <p className="small">
            Доказательство — слово жителей, фото результата, принятые рабочей группой материалы, а у
            отключений — сутки без новых сообщений.
          </p>
        </div>
      </aside>
    </div>
  );
}

function Listed({ ledger, asked }: { ledger: PromisesLedger; asked: Asked }): ReactNode {
  const { outcome, block, limit, change } = asked;
  const { promises, total, next, blocks } = ledger;
  const fields = bindFields({ outcome: outcome ?? '', block: block ?? '' }, (patch) =>
    change({ ...patch, show: '' }),
  );
  const more = Math.min(total, MOST) - limit;
  return (
    <section className="stack promises__listed" aria-labelledby="promises-list">
      <h2 id="promises-list">{outcome ? outcomeTitles[outcome] : 'Сначала нарушенные'}</h2>
      <div className="promises__filters">
        <SelectField
          form={fields}
          name="outcome"
          label="Итог"
          hiddenLabel
          none="Любой итог"
          choices={wordOutcomes.map((value) => ({ value, label: outcomeTitles[value] }))}
        />
        <SelectField
          form={fields}
          name="block"
          label="Тема"
          hiddenLabel
          none="Все темы"
          choices={blocks.map(({ id, title }) => ({ value: id, label: title }))}
        />
      </div>
      {promises.length === 0 ? (
        <EmptyState title="Таких обещаний нет">Измените итог или тему.</EmptyState>
      ) : (
        <PromiseList promises={promises} />
      )}
      {next !== null && more > 0 && (
        <Button wide onClick={() => change({ show: String(Math.min(limit + STEP, MOST)) })}>
          Показать ещё {formatNumber(more)}
        </Button>
      )}
      {total > MOST && limit >= MOST && (
        <p className="small">
          Здесь {formatNumber(MOST)} из {formatNumber(total)}: выберите итог или тему, чтобы увидеть
          остальные.
        </p>
      )}
    </section>
  );
}

function Bodies({ ledger: { bodies, leastForShare } }: { ledger: PromisesLedger }): ReactNode {
  if (bodies.length === 0) return null;
  const hasFew = bodies.some(({ share }) => share === null);
  return (
    <section className="stack" aria-labelledby="promises-bodies">
      <h2 id="promises-bodies">Кто как держит слово</h2>
      <table className="promises__bodies">
        <thead>
          <tr>
            <th scope="col">Кто обещал</th>
            <th scope="col">Сдержано</th>
            <th scope="col">Доля</th>
          </tr>
        </thead>
        <tbody>
          {bodies.map(({ body, kept, over, share }) => (
            <tr key={body}>
              <th scope="row">{body}</th>
              <td>
                {formatNumber(kept)} из {formatNumber(over)}
              </td>
              <td>{share === null ? <span className="small">мало</span> : <b>{formatPercent(share)}</b>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasFew && (
        <p className="small">
          «Мало» — сроков наступило меньше {counted(leastForShare, 'одного', 'обещаний', 'обещаний')}: доля
          ничего бы не сказала.
        </p>
      )}
    </section>
  );
}
