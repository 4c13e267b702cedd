import type { MapLayerMouseEvent, Map as MapLibreMap } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import type { MapHandle } from '../../../ui/map/city-map.tsx';
import {
  addHeatLayers,
  type MapData,
  type MapLayer,
  type MapLook,
  setHeatData,
  setLook,
  showLayers,
} from './map-layers.ts';
import { readMapColours } from './map-shapes.ts';
import type { Spot } from './spots-pane.tsx';
import { isStill } from './use-is-still.ts';

interface Overlay {
  handle: MapHandle;
  data: MapData;
  shown: readonly MapLayer[];
  look: MapLook;
  /** Where nearly all messages are; null while it is not known. */
  bounds: readonly [number, number, number, number] | null;
  spot: Spot | null;
  onPoint: (number: string) => void;
  onHexagon: (cell: string) => void;
  onDistrict: (id: string) => void;
  /** Empty where several zones are of one place. */
  onZone: (id: string) => void;
  /** «west,south,east,north» of what is seen now. */
  onMove: (bbox: string, zoom: number) => void;
}

/** Keeps MapLibre's layers in step with the screen; draws nothing by itself. */
export function MapOverlay(props: Overlay): null {
  const { handle, data, shown, look, bounds, spot } = props;
  const { map } = handle;
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    const draw = () => {
      const { data: first, shown: layers, look: chosen } = latest.current;
      addHeatLayers(map, first, readMapColours());
      showLayers(map, layers, first.isWhole);
      setLook(map, chosen);
    };
    // A ground that failed is replaced by another one, and our layers go with it.
    map.on('style.load', draw);
    // Undefined until the style is there; its sources may still be on their way.
    if (map.getStyle()) draw();
    const leave = listen(map, () => latest.current);
    return () => {
      map.off('style.load', draw);
      leave();
    };
  }, [map]);
  useEffect(() => setHeatData(map, data, readMapColours()), [map, data]);
  useEffect(() => showLayers(map, shown, data.isWhole), [map, shown, data.isWhole]);
  useEffect(() => setLook(map, look), [map, look]);
  const isFitted = useRef(false);
  useEffect(() => {
    if (isFitted.current || !bounds) return;
    isFitted.current = true;
    // Once: most of a city's ground has no messages.
    map.fitBounds([...bounds], { padding: 40, maxZoom: 15, animate: false });
  }, [map, bounds]);
  useEffect(() => {
    if (spot)
      map.easeTo({
        center: [spot.lon, spot.lat],
        zoom: Math.max(map.getZoom(), 13.5),
        duration: isStill() ? 0 : 400,
      });
  }, [map, spot]);
  return null;
}

/** What answers a press; a layer that is switched off draws nothing and so answers none. */
const pressedLayers = (map: MapLibreMap): string[] =>
  ['points', 'zone-lines', 'zone-words', 'hexagons', 'areas'].filter((id) => map.getLayer(id));

function listen(map: MapLibreMap, latest: () => Overlay): () => void {
  const press = (event: MapLayerMouseEvent) => {
    // A drag that drew an outline ends as a press, too.
    if (!map.dragPan.isEnabled()) return;
    const [top] = map.queryRenderedFeatures(event.point, { layers: pressedLayers(map) });
    if (!top) return;
    const { number, cell, id, zone } = top.properties as Readonly<Record<string, string | undefined>>;
    if (number) latest().onPoint(number);
    else if (cell) latest().onHexagon(cell);
    else if (zone !== undefined) latest().onZone(zone);
    else if (id) latest().onDistrict(id);
  };
  const hover = (event: MapLayerMouseEvent) => {
    if (!map.dragPan.isEnabled()) return;
    const layers = pressedLayers(map);
    const isOver = layers.length > 0 && map.queryRenderedFeatures(event.point, { layers }).length > 0;
    map.getCanvas().style.cursor = isOver ? 'pointer' : '';
  };
  const moved = () => {
    const bounds = map.getBounds();
    const corners = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    latest().onMove(corners.map((degree) => degree.toFixed(4)).join(','), map.getZoom());
  };
  map.on('click', press);
  map.on('mousemove', hover);
  map.on('moveend', moved);
  return () => {
    map.off('click', press);
    map.off('mousemove', hover);
    map.off('moveend', moved);
  };
}
