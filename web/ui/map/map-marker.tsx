import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { MapHandle } from './city-map.tsx';

/** Anything of React at a place of the map. It moves with the map; the map's list is its twin for the keyboard. */
export function MapMarker(props: {
  handle: MapHandle;
  lat: number;
  lon: number;
  /** Which point of the child stands at the place; its centre by default. */
  anchor?: 'center' | 'bottom';
  isAbove?: boolean;
  children: ReactNode;
}): ReactNode {
  const { handle, lat, lon, anchor = 'center', isAbove } = props;
  const [element] = useState(() => document.createElement('div'));
  useEffect(() => {
    const marker = new handle.maplibre.Marker({ element, anchor }).setLngLat([lon, lat]).addTo(handle.map);
    // What MapLibre writes for a marker without words of its own; ours has its own inside.
    element.removeAttribute('aria-label');
    element.removeAttribute('role');
    element.removeAttribute('tabindex');
    return () => {
      marker.remove();
    };
  }, [handle, element, lat, lon, anchor]);
  useEffect(() => {
    element.style.zIndex = isAbove ? '2' : '';
  }, [element, isAbove]);
  return createPortal(props.children, element);
}
