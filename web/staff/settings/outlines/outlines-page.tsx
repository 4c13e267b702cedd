import { type ReactNode, useState } from 'react';
import { getCity, getLayer } from '../../../../shared/contract/base/territory.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { Loadable } from '../../../ui/states.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { outlineParts } from './outline-parts.ts';
import { type LayerName, readAreas } from './sketch.ts';
import { SketchForm } from './sketch-form.tsx';
import '../../base/parts/desk.css';
import './outlines.css';

/** The boundary of the city and its districts, drawn by hand. */
export function OutlinesPage(): ReactNode {
  const [query, change] = useUrlQuery();
  const tab = outlineParts.find(({ value }) => value === query.tab)?.value ?? 'boundary';
  // One who has drawn and not saved looks at the other layer and comes back to what was drawn.
  const [opened, setOpened] = useState<readonly LayerName[]>([tab]);
  if (!opened.includes(tab)) setOpened([...opened, tab]);
  return (
    <StaffPage
      title="Граница и районы"
      actions={
        <ButtonLink to="/staff/directories" search={{ tab: 'streets' }}>
          Улицы и районы
        </ButtonLink>
      }
    >
      <div className="desk">
        <Tabs form={bindFields({ tab }, change)} name="tab" label="Граница и районы" tabs={outlineParts}>
          {opened.map((layer) => (
            <div key={layer} hidden={layer !== tab}>
              <Layer layer={layer} isShown={layer === tab} />
            </div>
          ))}
        </Tabs>
      </div>
    </StaffPage>
  );
}

function Layer({ layer, isShown }: { layer: LayerName; isShown: boolean }): ReactNode {
  const read = useRoute(
    getLayer,
    { params: { name: layer } },
    { isFresh: true, keepOld: false, staleTime: 0 },
  );
  const city = useRoute(getCity, undefined, { staleTime: 600_000 });
  // What is kept from before is not what is in force: it would be put back over somebody's newer lines.
  const fresh = read.isFetchedAfterMount || read.error ? read : { ...read, data: undefined };
  return (
    <Loadable query={fresh} failed="Слой не загрузился">
      {(data) => (
        <SketchForm
          layer={layer}
          start={readAreas(layer, data)}
          isShown={isShown}
          hasGround={city.data ? city.data.basemap.kind !== 'schematic' : true}
        />
      )}
    </Loadable>
  );
}
