import { type ReactNode, useEffect, useRef, useState } from 'react';
import { CityMap, type MapHandle } from '../../../ui/map/city-map.tsx';
import { MapTools } from '../../../ui/map/map-tools.tsx';
import { fitOutlines } from '../../../ui/map/outlines.ts';
import { CornerMarker } from './corner-marker.tsx';
import { cornerAt, placedCorners } from './sketch.ts';
import { listShapes, showShapes, updateShapes } from './sketch-layers.ts';
import type { Sketch } from './use-sketch.ts';

/** Corners drawn at once: more are a blur on any screen. */
const MOST_SHOWN = 150;
/** A town is on the screen from end to end: what one corner alone is shown at. */
const CITY_ZOOM = 11;

/** The lines on the ground. Everything here is in the table too. */
export function SketchMap(props: { sketch: Sketch; fit: number }): ReactNode {
  return (
    <CityMap
      className="sketch__map"
      label="Карта: контуры. Те же точки — в таблице"
      isInForm
      isUnbound
      fallback={
        <p className="sketch__map sketch__none" role="status">
          Карта на этом устройстве не работает. Точки пишут и правят в таблице.
        </p>
      }
    >
      {(handle) => <OnMap {...props} handle={handle} />}
    </CityMap>
  );
}

function OnMap({ sketch, fit, handle }: { sketch: Sketch; fit: number; handle: MapHandle }): ReactNode {
  const { areas, at, isDrawing } = sketch;
  const latest = useRef(sketch);
  latest.current = sketch;
  useEffect(() => showShapes(handle, () => shapesOf(latest.current)), [handle]);
  useEffect(() => updateShapes(handle, listShapes(areas, at, isDrawing)), [handle, areas, at, isDrawing]);
  useClicks(handle, latest);
  // biome-ignore lint/correctness/useExhaustiveDependencies: at the start, and each time it is asked for
  useEffect(() => fitSketch(handle, latest.current), [handle, fit]);
  const middle = () => {
    const { lat, lng } = handle.map.getCenter();
    sketch.place(cornerAt(lat, lng));
  };
  return (
    <>
      <Corners sketch={sketch} handle={handle} />
      {isDrawing && <span className="sketch__cross" aria-hidden="true" />}
      <MapTools handle={handle} />
      {isDrawing && (
        <button type="button" className="button sketch__middle" onClick={middle}>
          Точка в середине карты
        </button>
      )}
    </>
  );
}

const shapesOf = ({ areas, at, isDrawing }: Sketch) => listShapes(areas, at, isDrawing);

/** The line in hand, else all there is; with nothing drawn the map stays where it was. */
function fitSketch(handle: MapHandle, { areas, ring }: Sketch): void {
  const own = ring ? [placedCorners(ring)] : [];
  const all = areas.flatMap(({ rings }) => rings.map(placedCorners));
  const [first, second] = own.flat();
  if (first && !second) return void handle.map.jumpTo({ center: first, zoom: CITY_ZOOM });
  fitOutlines(handle, own.flat().length > 0 ? own : all);
}

/** While a line is drawn a press on the map puts a corner there. */
function useClicks({ map }: MapHandle, latest: { current: Sketch }): void {
  const { isDrawing } = latest.current;
  useEffect(() => {
    if (!isDrawing) return;
    const place = (event: { lngLat: { lat: number; lng: number }; originalEvent: Event }) => {
      const { target } = event.originalEvent;
      if (target instanceof Element && target.closest('.sketch__dot')) return;
      latest.current.place(cornerAt(event.lngLat.lat, event.lngLat.lng));
    };
    const canvas = map.getCanvas();
    map.on('click', place);
    map.doubleClickZoom.disable();
    canvas.style.cursor = 'crosshair';
    return () => {
      map.off('click', place);
      map.doubleClickZoom.enable();
      canvas.style.cursor = '';
    };
  }, [map, isDrawing, latest]);
}

interface Shown {
  index: number;
  lat: number;
  lon: number;
}

/** Corners of the line in hand that are on the screen, and the places between them where one may be put in. */
function Corners({ sketch, handle }: { sketch: Sketch; handle: MapHandle }): ReactNode {
  const { ring, at, isDrawing } = sketch;
  useMoves(handle);
  const box = handle.map.getBounds();
  const placed = (ring?.corners ?? []).flatMap(({ lat, lon }, index): Shown[] =>
    lat === null || lon === null || Math.abs(lat) > 90 || Math.abs(lon) > 180 ? [] : [{ index, lat, lon }],
  );
  const inView = placed.filter(({ lat, lon }) => box.contains([lon, lat]));
  if (inView.length > MOST_SHOWN)
    return (
      <p className="sketch__many" role="status">
        Точек здесь {inView.length}: приблизьте карту, чтобы править их
      </p>
    );
  const between = placed.flatMap((corner, order): { before: number; lat: number; lon: number }[] => {
    const next = placed[order + 1] ?? (isDrawing || placed.length < 3 ? undefined : placed[0]);
    if (!next) return [];
    return [{ before: corner.index + 1, lat: (corner.lat + next.lat) / 2, lon: (corner.lon + next.lon) / 2 }];
  });
  const key = `${at.area}-${at.ring}`;
  return (
    <>
      {!isDrawing &&
        between
          .filter(({ lat, lon }) => box.contains([lon, lat]))
          .map(({ before, lat, lon }) => (
            <CornerMarker key={`${key}-between-${before}`} handle={handle} lat={lat} lon={lon}>
              <button
                type="button"
                tabIndex={-1}
                className="sketch__dot sketch__dot--between"
                aria-label={`Вставить точку после ${before}`}
                onClick={() => sketch.insert(before, cornerAt(lat, lon))}
              />
            </CornerMarker>
          ))}
      {inView.map((corner) => (
        <OneCorner key={`${key}-${corner.index}`} sketch={sketch} handle={handle} corner={corner} />
      ))}
    </>
  );
}

function OneCorner(props: { sketch: Sketch; handle: MapHandle; corner: Shown }): ReactNode {
  const { sketch, handle, corner } = props;
  const { index, lat, lon } = corner;
  const isChosen = sketch.corner === index;
  const isFirst = index === 0;
  const press = () => {
    const isClosing = sketch.isDrawing && isFirst && (sketch.ring?.corners.length ?? 0) >= 3;
    if (isClosing) sketch.finish();
    else sketch.choose(sketch.at, index);
  };
  const drag = useRef(0);
  return (
    <CornerMarker
      handle={handle}
      lat={lat}
      lon={lon}
      onMove={(to, isDropped) => {
        sketch.move(index, cornerAt(to.lat, to.lon), `drag-${index}-${drag.current}`);
        if (isDropped) drag.current += 1;
      }}
    >
      <button
        type="button"
        // One of them in the order of Tab: the others are in the table.
        tabIndex={isChosen || (sketch.corner === null && isFirst) ? 0 : -1}
        className={isChosen ? 'sketch__dot is-chosen' : 'sketch__dot'}
        aria-label={`Точка ${index + 1}`}
        aria-pressed={isChosen}
        onClick={press}
      />
    </CornerMarker>
  );
}

/** Draws anew after each move of the map: other corners are on the screen. */
function useMoves({ map }: MapHandle): void {
  const [, setCount] = useState(0);
  useEffect(() => {
    const onEnd = () => setCount((count) => count + 1);
    map.on('moveend', onEnd);
    map.on('resize', onEnd);
    return () => {
      map.off('moveend', onEnd);
      map.off('resize', onEnd);
    };
  }, [map]);
}
