import type { ReactNode } from 'react';
import { getCity } from '../../../shared/contract/base/territory.ts';
import { type DrawnOutage, listOpenOutages } from '../../../shared/contract/messages/outages-open.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { isOff, placesLine } from '../../../shared/text/messages/outages.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useUrlQuery } from '../../lib/router.tsx';
import type { QueryText } from '../../lib/url-query.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { SelectField } from '../../ui/forms/choice-field.tsx';
import { bindFields } from '../../ui/forms/fields.ts';
import { SearchForm } from '../../ui/forms/search-form.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { EmptyState, Loadable } from '../../ui/states.tsx';
import { OutageCard } from './outage-card.tsx';

type Reply = RouteReply<typeof listOpenOutages>;

/** «Отключения»: what is off now and what will be, for everybody; by district and by an address. */
export function OutagesPage(): ReactNode {
  const [query, change] = useUrlQuery();
  const { district, q } = query;
  const outages = useRoute(
    listOpenOutages,
    { query: { ...(district && { district: district.slice(0, 60) }), ...(q && { q: q.slice(0, 200) }) } },
    { refreshEvery: 60_000 },
  );
  return (
    <div className="page outages">
      <div className="question">
        <PageTitle text="Отключения" />
        <p className="home-lead">Где сейчас нет воды, тепла, света или газа, кто чинит и когда дадут.</p>
      </div>
      <Filters query={query} change={change} />
      <Loadable query={outages} failed="Отключения не загрузились">
        {(data) => (
          <Found
            data={data}
            isFiltered={Boolean(district || q)}
            onReset={() => change({ district: '', q: '' })}
          />
        )}
      </Loadable>
      <p>
        <PageLink to="/map">Показать на карте</PageLink>
      </p>
      <p>
        <PageLink to="/me">Получать письма об отключениях своего дома</PageLink>
      </p>
    </div>
  );
}

function Filters(props: { query: QueryText; change: (patch: QueryText) => void }): ReactNode {
  const { query, change } = props;
  const { districts = [] } = useRoute(getCity, undefined, { staleTime: 600_000 }).data ?? {};
  const known = districts.some(({ id }) => id === query.district) ? query.district : '';
  return (
    <div className="outages__filters">
      <SearchForm
        label="Ваш адрес"
        hint="Например: Примерная 14"
        value={query.q ?? ''}
        maxLength={200}
        isPaired
        onFind={(q) => change({ q })}
      />
      <SelectField
        form={bindFields({ district: known ?? '' }, change)}
        name="district"
        label="Район"
        none="Весь город"
        choices={districts
          .filter(({ parentId }) => parentId === null)
          .map(({ id, title }) => ({ value: id, label: title }))}
      />
    </div>
  );
}

function Found(props: { data: Reply; isFiltered: boolean; onReset: () => void }): ReactNode {
  const { outages, address, isCut } = props.data;
  const now = outages.filter(isOff);
  const doubtful = outages.filter(({ state }) => state === 'unconfirmed');
  const ahead = outages.filter(({ state }) => state === 'planned');
  if (outages.length === 0) return <Nothing {...props} />;
  return (
    <div className="outages__parts">
      {address && (
        <p role="status">
          По адресу «{address}».{' '}
          <button type="button" className="link-button" onClick={props.onReset}>
            Показать все
          </button>
        </p>
      )}
      {/* Beside what nobody has confirmed it is not said that nothing is off. */}
      {(now.length > 0 || doubtful.length === 0) && (
        <Part
          id="outages-now"
          title="Сейчас"
          outages={now}
          empty={props.isFiltered ? 'Здесь сейчас ничего не отключено.' : 'Сейчас ничего не отключено.'}
        />
      )}
      {doubtful.length > 0 && (
        <Part
          id="outages-unconfirmed"
          title="Срок прошёл, не подтверждено"
          lead="Закончилось или нет, нам ещё не сказали."
          outages={doubtful}
          empty=""
          more={<PageLink to="/new">У вас ещё нет? Сообщите</PageLink>}
        />
      )}
      {ahead.length > 0 && <Part id="outages-ahead" title="Впереди" outages={ahead} empty="" />}
      {isCut && <p>Здесь не все отключения. Впишите адрес или выберите район.</p>}
    </div>
  );
}

function Part(props: {
  id: string;
  title: string;
  lead?: string;
  outages: readonly DrawnOutage[];
  empty: string;
  /** Under each of them. */
  more?: ReactNode;
}): ReactNode {
  const { id, title, lead, outages, empty, more } = props;
  return (
    <section className="stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lead && <p>{lead}</p>}
      {outages.length === 0 ? (
        <p className="muted">{empty}</p>
      ) : (
        <ul className="outages__list">
          {outages.map((outage) => (
            <li key={outage.id}>
              <OutageCard
                outage={outage}
                heading="h3"
                peopleTitle="Отметились"
                place={<p className="outage__where">{placesLine(outage.places)}</p>}
              >
                {more}
              </OutageCard>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Nothing({
  data,
  isFiltered,
  onReset,
}: {
  data: Reply;
  isFiltered: boolean;
  onReset: () => void;
}): ReactNode {
  const report = (
    <ButtonLink to="/new" kind="primary">
      Сообщить, чего нет
    </ButtonLink>
  );
  if (!isFiltered)
    return (
      <EmptyState title="Отключений нет" action={report}>
        <p>Ни сейчас, ни в ближайший месяц. Если у вас чего-то нет, сообщите: об этом могут не знать.</p>
      </EmptyState>
    );
  return (
    <EmptyState
      title={data.address ? `По адресу «${data.address}» отключений нет` : 'По этому отбору отключений нет'}
      action={
        <>
          {report}
          <Button onClick={onReset}>Показать все отключения</Button>
        </>
      }
    >
      <p>Если у вас чего-то нет, сообщите: об этом могут не знать.</p>
    </EmptyState>
  );
}
