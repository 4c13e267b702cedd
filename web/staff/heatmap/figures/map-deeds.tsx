import { type ReactNode, useState } from 'react';
import { announce } from '../../../lib/announce.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import type { MapHandle } from '../../../ui/map/city-map.tsx';
import type { HeatChoice } from './heat-filter.ts';
import { describeHeatChoice } from './heat-filters.tsx';
import { writeOutline } from './map-outline.ts';
import { takePicture } from './map-picture.ts';
import { readMapColours } from './map-shapes.ts';
import { useLasso } from './use-lasso.ts';

/** Narrowing by hand, by what is seen (the keyboard's way), and the picture for a slide. */
export function MapDeeds(props: {
  handle: MapHandle;
  choice: HeatChoice;
  /** What the colours of the picture mean. */
  legend: { title: string; steps: readonly string[] };
  onArea: (area: string) => void;
}): ReactNode {
  const { handle, choice, legend, onArea } = props;
  const { map } = handle;
  const [isDrawing, setDrawing] = useState(false);
  useLasso(map, isDrawing, { onDrawn: onArea, onOff: () => setDrawing(false) });
  const takeSeen = () => {
    const bounds = map.getBounds();
    const [west, south, east, north] = [
      bounds.getWest(),
      bounds.getSouth(),
      bounds.getEast(),
      bounds.getNorth(),
    ];
    onArea(
      writeOutline([
        [west, south],
        [east, south],
        [east, north],
        [west, north],
      ]),
    );
    announce('Отобрано то, что видно на карте');
  };
  const save = async () => {
    const attribution = map.getContainer().parentElement?.querySelector('.city-map__note')?.textContent;
    const picture = await takePicture(
      map,
      {
        title: 'Тепловая карта',
        lines: [describeHeatChoice(choice)],
        legend,
        attribution: attribution ?? '',
      },
      readMapColours(),
    );
    if (!picture) return showToast('Картинка не получилась: браузер её не отдал', { tone: 'problem' });
    const name = `Тепловая карта ${choice.period.from}–${choice.period.to}.png`;
    saveFile(picture, name);
    showToast(`Файл «${name}» сохранён`);
  };
  return (
    <div className="map-deeds">
      <Button
        aria-pressed={isDrawing}
        onClick={() => {
          setDrawing(!isDrawing);
          if (!isDrawing) announce('Обведите участок на карте. Escape — отмена');
        }}
      >
        {isDrawing ? 'Ведите по карте…' : 'Обвести'}
      </Button>
      <Button onClick={takeSeen}>Отобрать видимое</Button>
      <Button icon="image" onClick={() => void save()}>
        PNG
      </Button>
    </div>
  );
}
