import { type ReactNode, useState } from 'react';
import type { Answer } from '../../../shared/contract/participation/questionnaire.ts';
import { bindFields } from '../../ui/forms/fields.ts';
import { SuggestField } from '../../ui/forms/suggest-field.tsx';
import { CityMap } from '../../ui/map/city-map.tsx';
import { findAddresses } from '../submit/address-options.ts';
import { Crosshair, Follow } from '../submit/place-map.tsx';

interface Point {
  lat: number;
  lon: number;
}

const round = (value: number): number => Math.round(value * 1e5) / 1e5;

const pointIn = (value: Answer | undefined): Point | null =>
  typeof value === 'object' &&
  !Array.isArray(value) &&
  typeof value.lat === 'number' &&
  typeof value.lon === 'number'
    ? { lat: value.lat, lon: value.lon }
    : null;

/** A place: on the map under a crosshair, or by an address where there is no map. */
export function PointField(props: {
  legend: string;
  hint: string;
  id: string;
  error: string | undefined;
  value: Answer | undefined;
  onChange: (point: Point) => void;
}): ReactNode {
  const point = pointIn(props.value);
  const [address, setAddress] = useState('');
  const [start] = useState(point);
  const take = ({ lat, lon }: Point) => props.onChange({ lat: round(lat), lon: round(lon) });
  return (
    <fieldset className={props.error ? 'field field--error' : 'field'}>
      <legend className="field__label">{props.legend}</legend>
      {props.hint && <p className="field__hint">{props.hint}</p>}
      {props.error && <p className="error">{props.error}</p>}
      <SuggestField
        form={bindFields({ place: address }, ({ place = '' }) => setAddress(place))}
        id={props.id}
        name="place"
        label="Адрес или ориентир"
        search={findAddresses}
        nothing="Такого адреса не нашли. Покажите место на карте."
        onPick={({ hit }) => {
          setAddress(hit.label);
          if (hit.lat !== null && hit.lon !== null) take({ lat: hit.lat, lon: hit.lon });
        }}
      />
      <CityMap
        className="poll__map"
        label="Карта: передвиньте её, чтобы место оказалось в середине. Вместо этого можно вписать адрес"
        centre={start ?? undefined}
        zoom={start ? 16 : 13}
        isInForm
        note="Можно двигать или вписать адрес"
        fallback={
          <p className="small">Карта на этом устройстве не работает. Хватит адреса: впишите его выше.</p>
        }
      >
        {(handle) => (
          <>
            <Crosshair isChosen={point !== null} />
            <Follow handle={handle} point={point} onMoved={take} />
          </>
        )}
      </CityMap>
      <p className="small" role="status">
        {point ? 'Место отмечено' : 'Место пока не отмечено'}
      </p>
    </fieldset>
  );
}
