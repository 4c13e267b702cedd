import { type ReactNode, useState } from 'react';
import { announce } from '../../lib/announce.ts';
import { Icon } from '../icons.tsx';
import type { MapHandle } from './city-map.tsx';

/** Closer, further, and «Где я» when `onLocated` is given. Lies in the corner of a `CityMap`. */
export function MapTools(props: {
  handle: MapHandle;
  onLocated?: (point: { lat: number; lon: number }) => void;
  onRefused?: (words: string) => void;
}): ReactNode {
  const { map } = props.handle;
  const [isLocating, setLocating] = useState(false);
  const locate = async () => {
    setLocating(true);
    const found = await locateDevice();
    setLocating(false);
    if (typeof found === 'string') {
      announce(found);
      return props.onRefused?.(found);
    }
    map.flyTo({ center: [found.lon, found.lat], zoom: Math.max(map.getZoom(), 16) });
    props.onLocated?.(found);
  };
  return (
    <div className="map-tools">
      <button type="button" aria-label="Ближе" onClick={() => map.zoomIn()}>
        <Icon name="plus" />
      </button>
      <button type="button" aria-label="Дальше" onClick={() => map.zoomOut()}>
        <Icon name="minus" />
      </button>
      {props.onLocated && (
        <button type="button" aria-label="Где я" aria-busy={isLocating} onClick={() => void locate()}>
          <Icon name="locate" />
        </button>
      )}
    </div>
  );
}

/** Where the device is, or why it cannot be told, in words. */
export function locateDevice(): Promise<{ lat: number; lon: number } | string> {
  if (!('geolocation' in navigator))
    return Promise.resolve('Это устройство не знает, где оно. Впишите адрес.');
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: coords.latitude, lon: coords.longitude }),
      ({ code }) =>
        resolve(
          code === 1
            ? 'Доступ к вашему месту закрыт в настройках браузера. Впишите адрес или подвиньте карту.'
            : 'Не удалось определить, где вы. Впишите адрес или подвиньте карту.',
        ),
      { enableHighAccuracy: true, timeout: 12_000, maximumAge: 60_000 },
    );
  });
}
