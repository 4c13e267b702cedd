import type { MapLayerMouseEvent, Map as MapLibreMap } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import type { MapHandle } from '../../ui/city-map.tsx';
import { addHeatLayers, type MapData, type MapLayer, setHeatData, showLayers } from './map-layers.ts';
import { readMapColours } from './map-shapes.ts';
import type { Spot } from './spots-pane.tsx';

interface Overlay {
  handle: MapHandle;
  data: MapData;
  shown: readonly MapLayer[];
  spot: Spot | null;
  onPoint: (number: string) => void;
  onHexagon: (cell: string) => void;
  /** «west,south,east,north» of what is seen now. */
  onMove: (bbox: string) => void;
}

/** Keeps MapLibre's layers in step with the screen; draws nothing by itself. */
export function MapOverlay(props: Overlay): null {
  const { handle, data, shown, spot } = props;
  const { map } = handle;
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    const draw = () => {
      addHeatLayers(map, latest.current.data, readMapColours());
      showLayers(map, latest.current.shown);
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
  useEffect(() => setHeatData(map, data), [map, data]);
  useEffect(() => showLayers(map, shown), [map, shown]);
  const { hexagons } = data;
  const isFitted = useRef(false);
  useEffect(() => {
    if (isFitted.current || hexagons.features.length === 0) return;
    isFitted.current = true;
    fitTo(map, hexagons);
  }, [map, hexagons]);
  useEffect(() => {
    if (spot)
      map.easeTo({ center: [spot.lon, spot.lat], zoom: Math.max(map.getZoom(), 13.5), duration: 400 });
  }, [map, spot]);
  return null;
}

/** Shows where the messages are, once: most of a city's ground has none. */
function fitTo(map: MapLibreMap, hexagons: MapData['hexagons']): void {
  const places = hexagons.features.flatMap(({ geometry }) =>
    geometry.type === 'Polygon' ? (geometry.coordinates[0] ?? []) : [],
  );
  const side = (at: 0 | 1) => places.map((place) => place[at] ?? 0).sort((a, b) => a - b);
  const [lons, lats] = [side(0), side(1)];
  // The farthest fortieth at each side is left out: one message from a far village must not shrink the town to a dot.
  const cut = Math.floor(places.length / 40);
  const pick = (values: readonly number[]): [number, number] => [values[cut] ?? 0, values.at(-1 - cut) ?? 0];
  const [[west, east], [south, north]] = [pick(lons), pick(lats)];
  map.fitBounds([west, south, east, north], { padding: 40, maxZoom: 15, animate: false });
}

function listen(map: MapLibreMap, latest: () => Overlay): () => void {
  const press = (event: MapLayerMouseEvent) => {
    const layers = ['points', 'hexagons'].filter((id) => map.getLayer(id));
    const [top] = map.queryRenderedFeatures(event.point, { layers });
    if (!top) return;
    const { number, cell } = top.properties as { number?: string; cell?: string };
    if (number) latest().onPoint(number);
    else if (cell) latest().onHexagon(cell);
  };
  const hover = (event: MapLayerMouseEvent) => {
    const layers = ['points', 'hexagons'].filter((id) => map.getLayer(id));
    const isOver = layers.length > 0 && map.queryRenderedFeatures(event.point, { layers }).length > 0;
    map.getCanvas().style.cursor = isOver ? 'pointer' : '';
  };
  const moved = () => {
    const bounds = map.getBounds();
    const corners = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    latest().onMove(corners.map((degree) => degree.toFixed(4)).join(','));
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
