import type { ReactNode } from 'react';
import { type CityCardState, readCard } from '../../../../shared/contract/base/our-city.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { Loadable } from '../../../ui/states.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { CardForm } from './card-form.tsx';
import { EditionsPart } from './editions-part.tsx';
import { ourCityParts } from './our-city-parts.ts';
import { ReadinessPart } from './readiness-part.tsx';
import '../../base/parts/desk.css';
import './our-city.css';

const title = 'Наш город';

/** «Наш город»: what the installation is, edition by edition. `?tab=`. */
export function OurCityPage(): ReactNode {
  const [query, change] = useUrlQuery();
  const state = useRoute(readCard);
  const tab = ourCityParts.find(({ value }) => value === query.tab)?.value ?? 'readiness';
  return (
    <StaffPage title={title} hasFinder bar={state.data && <Saved state={state.data} />}>
      <div className="desk">
        <Tabs form={bindFields({ tab }, change)} name="tab" label={title} tabs={ourCityParts}>
          {tab === 'readiness' ? (
            <ReadinessPart />
          ) : (
            <Loadable query={state} failed="Карточка города не загрузилась">
              {(data) => (tab === 'card' ? <CardForm state={data} /> : <EditionsPart state={data} />)}
            </Loadable>
          )}
        </Tabs>
      </div>
    </StaffPage>
  );
}

function Saved({ state }: { state: CityCardState }): ReactNode {
  const formats = useFormats();
  const [last] = state.history;
  return (
    <span className="muted small wide-only">
      {last ? `Редакция ${last.version}, сохранена ${formats.dateTime(last.at)}` : 'Ещё не заполнена'}
    </span>
  );
}
