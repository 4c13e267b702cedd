import { type ReactNode, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { MapHandle } from '../../../ui/map/city-map.tsx';

/** Pixels an arrow moves a corner by; with Shift one. */
const STEP = 10;
const ways: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** A corner on the map: dragged by pointer or finger, moved by arrows while it has the focus. */
export function CornerMarker(props: {
  handle: MapHandle;
  lat: number;
  lon: number;
  /** Without it the mark stands still. */
  onMove?: (place: { lat: number; lon: number }, isDropped: boolean) => void;
  children: ReactNode;
}): ReactNode {
  const { handle, lat, lon } = props;
  const [element] = useState(() => document.createElement('div'));
  const latest = useRef(props);
  latest.current = props;
  const marker = useRef<InstanceType<MapHandle['maplibre']['Marker']>>(null);
  useEffect(() => {
    const { lat: startLat, lon: startLon, onMove } = latest.current;
    const made = new handle.maplibre.Marker({ element, draggable: onMove !== undefined })
      .setLngLat([startLon, startLat])
      .addTo(handle.map);
    marker.current = made;
    // What MapLibre writes for a marker without words of its own; ours has its own inside.
    for (const name of ['aria-label', 'role', 'tabindex']) element.removeAttribute(name);
    const tell = (isDropped: boolean) => {
      const { lat: toLat, lng } = made.getLngLat();
      latest.current.onMove?.({ lat: toLat, lon: lng }, isDropped);
    };
    made.on('drag', () => tell(false));
    made.on('dragend', () => tell(true));
    // The map hears keys before React does, and would move by them itself.
    const press = (event: KeyboardEvent) => {
      const way = ways[event.key];
      if (!way || !latest.current.onMove) return;
      event.preventDefault();
      event.stopPropagation();
      const { x, y } = handle.map.project(made.getLngLat());
      const step = event.shiftKey ? 1 : STEP;
      const to = handle.map.unproject([x + way[0] * step, y + way[1] * step]);
      latest.current.onMove({ lat: to.lat, lon: to.lng }, true);
    };
    element.addEventListener('keydown', press);
    return () => {
      element.removeEventListener('keydown', press);
      made.remove();
    };
  }, [handle, element]);
  useEffect(() => {
    marker.current?.setLngLat([lon, lat]);
  }, [lat, lon]);
  return createPortal(props.children, element);
}
