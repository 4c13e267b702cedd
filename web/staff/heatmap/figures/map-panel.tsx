import type { ReactNode } from 'react';
import type { HeatScale } from '../../../../shared/charts/heat-scale.ts';
import { ItemField } from '../../../ui/forms/choice-field.tsx';
import { bindFields, bindValue } from '../../../ui/forms/fields.ts';
import { SliderField } from '../../../ui/forms/slider-field.tsx';
import { Marker, type MarkerKind, markerWords } from '../../../ui/mark.tsx';
import { describeDrawn, type HeatChoice } from './heat-filter.ts';
import { ScaleRamp } from './heat-legend.tsx';
import { hexagonLayers, type MapLayer, type MapLook, mapLayers, mapLayerWords } from './map-layers.ts';

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
  choice: HeatChoice;
  look: MapLook;
  onLook: (look: MapLook) => void;
  children?: ReactNode;
}): ReactNode {
  const { shown, onShown, scale, isFine, choice, look, onLook } = props;
  const sliders = bindFields(look, (patch) => onLook({ ...look, ...patch }), { id: 'look' });
  return (
    <section className="map-panel" aria-label="Слои и обозначения">
      <div className="map-panel__layers">
        {mapLayers.map((layer) => (
          <ItemField key={layer} form={bindValue(shown, onShown, 'layers')} name="value" item={layer}>
            {mapLayerWords[layer]}
          </ItemField>
        ))}
      </div>
      {shown.some((layer) => hexagonLayers.includes(layer)) && (
        <p className="legend">
          <span>
            {describeDrawn(choice)} на {areaWords(isFine)}
          </span>
          <ScaleRamp scale={scale} ratio={null} />
        </p>
      )}
      {shown.includes('points') && <Shapes />}
      <details className="map-panel__more">
        <summary>Ещё</summary>
        <SliderField
          form={sliders}
          name="opacity"
          label="Плотность"
          range={[0.2, 1]}
          className="map-panel__slider"
        />
        <SliderField
          form={sliders}
          name="radius"
          label="Размах тепла"
          range={[0.5, 2]}
          className="map-panel__slider"
        />
      </details>
      {props.children}
    </section>
  );
}

function Shapes(): ReactNode {
  return (
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
  );
}
