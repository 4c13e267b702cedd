import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
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
import { refreshModules, useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { usePermission } from '../../../lib/session.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FileButton } from '../../../ui/forms/file-button.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { useDistrictTitles } from '../../base/case-kit/topics.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { AddressUpload } from './address-upload.tsx';

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
        <TextField form={bindFields(query, change)} name="q" label="Найти улицу" />
      </div>
      {mayReplace && (
        <div className="desk__filters">
          <ButtonLink to="/staff/outlines" icon="pencil">
            Нарисовать границу и районы
          </ButtonLink>
          <LayerUpload name="boundary" label="Загрузить границу (GeoJSON)" />
          <LayerUpload name="districts" label="Загрузить районы (GeoJSON)" />
          <AddressUpload />
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
            empty={
              query.q ? (
                <EmptyState title="Такой улицы нет" />
              ) : (
                <EmptyState title="Улиц и домов пока нет">
                  Скачайте образец списка, заполните его адресами города и загрузите: без них житель не найдёт
                  своего дома.
                </EmptyState>
              )
            }
          />
        )}
      </Loadable>
    </div>
  );
}

/** Where the list comes from; one that was loaded can be taken back. */
function GazetteerSource({ mayReturn }: { mayReturn: boolean }): ReactNode {
  const formats = useFormats();
  const { data } = useRoute(getGazetteer);
  const back = useCommand(returnGazetteer, {
    done: 'Действует прежний справочник',
  });
  const current = data?.versions.find(({ isCurrent }) => isCurrent);
  if (!data) return null;
  return (
    <div className="desk__filters">
      <p className="small">
        {current
          ? `${current.source === 'gar' ? `Справочник из ГАР: ${current.town}, регион ${current.region}` : `Справочник из списка: ${current.town}`}, загружен ${formats.dateTime(current.loadedAt)}. ${counted(current.houses, 'дом', 'дома', 'домов')}, без точки на карте ${formatNumber(current.houses - current.placed)}.`
          : 'Сначала граница и районы — нарисуйте их на карте или загрузите файлом, — затем улицы и дома: таблица с улицей, домом и, если есть, широтой и долготой. Выгрузку ГАР целиком загружает администратор сервера: otklik gar (из исходников — npm run gar).'}
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
  const client = useQueryClient();
  const [outcome, setOutcome] = useState('');
  const [isSending, setSending] = useState(false);
  const send = async (file: File): Promise<void> => {
    setSending(true);
    setOutcome('');
    const taken = await perform(replaceLayer, { params: { name: props.name } }, { file });
    setSending(false);
    if (!taken) return;
    // Districts stand in forms of other screens, and the boundary in the list of readiness.
    void refreshModules(client, ['territory', 'our-city']);
    const { features, warnings } = taken;
    setOutcome([`Принято: ${counted(features, 'объект', 'объекта', 'объектов')}.`, ...warnings].join(' '));
  };
  return (
    <>
      <FileButton
        icon="upload"
        label={props.label}
        accept=".json,.geojson,application/geo+json"
        isBusy={isSending}
        onPick={(file) => void send(file)}
      >
        {props.label}
      </FileButton>
      <span role="status" className="meta">
        {isSending ? 'Загружаем…' : outcome}
      </span>
    </>
  );
}
