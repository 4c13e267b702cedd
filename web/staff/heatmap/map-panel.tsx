import type { ReactNode } from 'react';
import type { Measure } from '../../../shared/contract/heatmap.ts';
import { Checkbox } from '../../ui/choice.tsx';
import { Marker, type MarkerKind, markerWords } from '../../ui/mark.tsx';
import { measureWords } from './heat-filter.ts';
import { describeScale, type HeatScale } from './heat-scale.ts';
import { type MapLayer, mapLayers, mapLayerWords } from './map-layers.ts';

const kinds: readonly MarkerKind[] = ['new', 'working', 'overdue', 'solved', 'answered'];

/** Which layers lie on the map, and what their colours and shapes mean. */
export function MapPanel(props: {
  shown: readonly MapLayer[];
  onShown: (shown: readonly MapLayer[]) => void;
  scale: HeatScale;
  measure: Measure;
  children?: ReactNode;
}): ReactNode {
  const { shown, onShown, scale, measure } = props;
  return (
    <section className="map-panel" aria-label="Слои и обозначения">
      <div className="map-panel__layers">
        {mapLayers.map((layer) => (
          <Checkbox
            key={layer}
            checked={shown.includes(layer)}
            onChange={(on) => onShown(on ? [...shown, layer] : shown.filter((one) => one !== layer))}
          >
            {mapLayerWords[layer]}
          </Checkbox>
        ))}
      </div>
      <p className="legend">
        <span>{measureWords[measure].legend} на 0,1 км²</span>
        <span className="legend__ramp">
          {describeScale(scale).map((words, at) => (
            <i key={words} className={`heat heat--${at + 1}`}>
              {words}
            </i>
          ))}
        </span>
      </p>
      <ul className="map-panel__shapes">
        {kinds.map((kind) => (
          <li key={kind} className="status">
            <span aria-hidden="true">
              <Marker kind={kind} />
            </span>
            {markerWords[kind]}
          </li>
        ))}
      </ul>
      {props.children}
    </section>
  );
}
