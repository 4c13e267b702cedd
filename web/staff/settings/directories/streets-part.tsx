import { type ChangeEvent, type ReactNode, useRef, useState } from 'react';
import {
  getGazetteer,
  listStreets,
  replaceLayer,
  returnGazetteer,
} from '../../../../shared/contract/base/territory.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { usePermission } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { TextInput } from '../../../ui/forms/field.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { useDistrictTitles } from '../../base/case-kit/topics.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';

type Street = RouteReply<typeof listStreets>['streets'][number];

/** Streets of the gazetteer; whoever keeps the territory replaces districts and boundary by their own layers. */
export function StreetsPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const streets = useRoute(listStreets, { query: query.q ? { q: query.q } : {} });
  const district = useDistrictTitles();
  const mayReplace = usePermission('territory.manage');
  return (
    <div className="desk__list">
      <div className="desk__filters">
        <TextInput
          label="Найти улицу"
          value={query.q ?? ''}
          onChange={(event) => change({ q: event.target.value })}
        />
      </div>
      {mayReplace && (
        <div className="desk__filters">
          <LayerUpload name="districts" label="Заменить районы (GeoJSON)" />
          <LayerUpload name="boundary" label="Заменить границу (GeoJSON)" />
        </div>
      )}
      <GazetteerSource mayReturn={mayReplace} />
      <Loadable query={streets} failed="Улицы не загрузились">
        {(data) => (
          <DeskTable<Street>
            caption="Улицы"
            rows={data.streets}
            rowKey={(row) => row.id}
            columns={[
              { id: 'title', head: 'Улица', cell: (row) => row.title, isName: true },
              { id: 'district', head: 'Район', cell: (row) => district(row.districtId) },
              { id: 'houses', head: 'Домов', cell: (row) => row.houses, align: 'right' },
            ]}
            empty={<EmptyState title="Такой улицы нет" />}
          />
        )}
      </Loadable>
    </div>
  );
}

/** Where the list comes from; a version loaded from ГАР can be taken back. */
function GazetteerSource({ mayReturn }: { mayReturn: boolean }): ReactNode {
  const formats = useFormats();
  const { data } = useRoute(getGazetteer);
  const back = useCommand(returnGazetteer, {
    onDone: () => void showToast('Действует прежний справочник'),
  });
  const current = data?.versions.find(({ isCurrent }) => isCurrent);
  if (!data) return null;
  return (
    <div className="desk__filters">
      <p className="small">
        {current
          ? `Справочник из ГАР: ${current.town}, регион ${current.region}, загружен ${formats.dateTime(current.loadedAt)}. ${counted(current.houses, 'дом', 'дома', 'домов')}, без точки на карте ${formatNumber(current.houses - current.placed)}.`
          : 'Справочник из пакета города. Адреса своего города загружает администратор сервера из ГАР: npm run gar.'}
      </p>
      {current && mayReturn && (
        <Button busy={back.isPending} onClick={() => back.mutate({})}>
          Вернуть прежний справочник
        </Button>
      )}
    </div>
  );
}

function LayerUpload(props: { name: 'districts' | 'boundary'; label: string }): ReactNode {
  const [outcome, setOutcome] = useState('');
  const [isSending, setSending] = useState(false);
  const send = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    setSending(true);
    setOutcome('');
    const taken = await perform(replaceLayer, { params: { name: props.name } }, { file });
    setSending(false);
    if (!taken) return;
    const { features, warnings } = taken;
    setOutcome([`Принято: ${counted(features, 'объект', 'объекта', 'объектов')}.`, ...warnings].join(' '));
  };
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div className="desk__sheet">
      <span>
        <Button icon="upload" busy={isSending} onClick={() => picker.current?.click()}>
          {props.label}
        </Button>
      </span>
      <input
        ref={picker}
        type="file"
        hidden
        accept=".json,.geojson,application/geo+json"
        aria-label={props.label}
        onChange={(event) => void send(event)}
      />
      <span role="status" className="meta">
        {isSending ? 'Загружаем…' : outcome}
      </span>
    </div>
  );
}
