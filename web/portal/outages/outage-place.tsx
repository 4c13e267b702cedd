import type { ReactNode } from 'react';
import type { Coverage, DrawnOutage } from '../../../shared/contract/messages/outages-open.ts';
import { insideWords, placesLine } from '../../../shared/text/messages/outages.ts';
import { CityMap } from '../../ui/map/city-map.tsx';
import { MapMarker } from '../../ui/map/map-marker.tsx';
import { drawOutlines, fitOutlines } from '../../ui/map/outlines.ts';

/** Where it is: a still map of the houses with the person's own place among them, and the same in words. */
export function OutagePlace(props: {
  outage: DrawnOutage & { coverage: Coverage; house: string | null };
  point: { lat: number; lon: number } | null;
}): ReactNode {
  const { outage, point } = props;
  const { outlines } = outage;
  const where = placesLine(outage.places);
  const inside = insideWords(outage.coverage, outage.house);
  const corner = outlines[0]?.[0];
  return (
    <div className="stack stack--tight">
      {corner && (
        <CityMap
          className="outage__map"
          label={`Где отключено: ${where}. ${inside}`}
          centre={point ?? { lon: corner[0], lat: corner[1] }}
          isStill
          onReady={(handle) => {
            fitOutlines(handle, outlines, point ?? undefined);
            return drawOutlines(handle, outlines);
          }}
          fallback={null}
        >
          {(handle) =>
            point && (
              <MapMarker handle={handle} lat={point.lat} lon={point.lon}>
                <span className="outage__here" aria-hidden="true" />
              </MapMarker>
            )
          }
        </CityMap>
      )}
      <p className="outage__where">
        {where}. <b>{inside}</b>
      </p>
    </div>
  );
}
