import type { ReactNode } from 'react';
import type { Measure } from '../../../../shared/contract/heatmap/heatmap.ts';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { Marker, type MarkerKind, markerWords } from '../../../ui/mark.tsx';
import { measureWords } from './heat-filter.ts';
import { describeScale, type HeatScale } from './heat-scale.ts';
import { type MapLayer, type MapLook, mapLayers, mapLayerWords } from './map-layers.ts';

const kinds: readonly MarkerKind[] = ['new', 'working', 'overdue', 'solved', 'answered'];

/** What one colour is counted over. */
export const areaWords = (isFine: boolean): string => (isFine ? '0,1 км²' : '0,7 км²');

/** Which layers lie on the map, and what their colours and shapes mean. */
export function MapPanel(props: {
  shown: readonly MapLayer[];
  onShown: (shown: readonly MapLayer[]) => void;
  scale: HeatScale;
  /** Hexagons of 0,1 km² are drawn, else of 0,7 km². */
  isFine: boolean;
  measure: Measure;
  look: MapLook;
  onLook: (look: MapLook) => void;
  children?: ReactNode;
}): ReactNode {
  const { shown, onShown, scale, isFine, measure, look, onLook } = props;
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
        <span>
          {measureWords[measure].legend} на {areaWords(isFine)}
        </span>
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
      <details className="map-panel__more">
        <summary>Ещё</summary>
        <Slider
          label="Плотность"
          value={look.opacity}
          range={[0.2, 1]}
          onChange={(opacity) => onLook({ ...look, opacity })}
        />
        <Slider
          label="Размах тепла"
          value={look.radius}
          range={[0.5, 2]}
          onChange={(radius) => onLook({ ...look, radius })}
        />
      </details>
      {props.children}
    </section>
  );
}

function Slider(props: {
  label: string;
  value: number;
  range: readonly [number, number];
  onChange: (value: number) => void;
}): ReactNode {
  const { label, value, range, onChange } = props;
  return (
    <label className="map-panel__slider">
      <span>
        {label}: {Math.round(value * 100)} %
      </span>
      <input
        type="range"
        min={range[0]}
        max={range[1]}
        step={0.1}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </label>
  );
}
