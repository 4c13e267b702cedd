import type { GeoJSONSource, Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import { writeOutline } from './map-outline.ts';

type Press = MapMouseEvent | MapTouchEvent;

/** While it is on, a drag over the map draws an outline instead of moving the map; Escape takes it back. */
export function useLasso(
  map: MapLibreMap,
  isOn: boolean,
  { onDrawn, onOff }: { onDrawn: (area: string) => void; onOff: () => void },
): void {
  const latest = useRef({ onDrawn, onOff });
  latest.current = { onDrawn, onOff };
  useEffect(() => {
    if (!isOn) return;
    let drawn: [number, number][] = [];
    const start = (event: Press) => {
      event.preventDefault();
      drawn = [event.lngLat.toArray() as [number, number]];
    };
    const move = (event: Press) => {
      if (drawn.length === 0) return;
      drawn.push(event.lngLat.toArray() as [number, number]);
      showDrawn(map, drawn);
    };
    const end = () => {
      if (drawn.length === 0) return;
      const area = writeOutline(drawn);
      drawn = [];
      if (area) latest.current.onDrawn(area);
      latest.current.onOff();
    };
    const giveUp = (event: KeyboardEvent) => {
      if (event.key === 'Escape') latest.current.onOff();
    };
    const canvas = map.getCanvas();
    map.dragPan.disable();
    canvas.style.cursor = 'crosshair';
    map.on('mousedown', start);
    map.on('touchstart', start);
    map.on('mousemove', move);
    map.on('touchmove', move);
    map.on('mouseup', end);
    map.on('touchend', end);
    document.addEventListener('keydown', giveUp);
    return () => {
      map.dragPan.enable();
      canvas.style.cursor = '';
      map.off('mousedown', start);
      map.off('touchstart', start);
      map.off('mousemove', move);
      map.off('touchmove', move);
      map.off('mouseup', end);
      map.off('touchend', end);
      document.removeEventListener('keydown', giveUp);
    };
  }, [map, isOn]);
}

function showDrawn(map: MapLibreMap, drawn: readonly [number, number][]): void {
  map.getSource<GeoJSONSource>('outline')?.setData({
    type: 'Feature',
    properties: {},
    geometry: { type: 'LineString', coordinates: drawn.map((place) => [...place]) },
  });
}
