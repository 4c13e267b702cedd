import type { ReactNode } from 'react';
import { counted } from '../../../../shared/text/plural.ts';
import { Button } from '../../../ui/button.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { type RingAt, removeRing, ringName, setTitle } from './sketch.ts';
import type { Sketch } from './use-sketch.ts';

/** What is drawn, by name: which line is in hand, and the name of its district. */
export function AreaList({ sketch }: { sketch: Sketch }): ReactNode {
  const { areas, layer, at } = sketch;
  const isDistricts = layer === 'districts';
  const area = areas[at.area];
  return (
    <Section title={isDistricts ? 'Районы на карте' : 'Контуры границы'} isSmall className="desk__sheet">
      {areas.every(({ rings }) => rings.length === 0) && (
        <EmptyState title={isDistricts ? 'Районов пока нет' : 'Границы пока нет'}>
          {isDistricts
            ? 'Нажмите «Нарисовать район» или загрузите слой из ГИС файлом.'
            : 'Нажмите «Нарисовать границу» или загрузите слой из ГИС файлом.'}
        </EmptyState>
      )}
      <ul className="sketch__areas">
        {listLines(sketch).map(({ key, name, count, line }) => {
          const isChosen = line.area === at.area && line.ring === at.ring;
          return (
            <li key={key}>
              <Button
                kind={isChosen ? 'plain' : 'quiet'}
                aria-pressed={isChosen}
                disabledReason={sketch.isDrawing && !isChosen && 'Сначала закончите контур'}
                onClick={() => sketch.choose(line)}
              >
                {name}
              </Button>
              <span className="muted">{counted(count, 'точка', 'точки', 'точек')}</span>
            </li>
          );
        })}
      </ul>
      {isDistricts && area && (
        <TextField
          form={bindValue(area.title, (title) =>
            sketch.change(setTitle(sketch.areas, at.area, title), `title-${area.id}`),
          )}
          name="value"
          label="Название района"
          maxLength={100}
        />
      )}
      <RingActs sketch={sketch} />
    </Section>
  );
}

interface NamedLine {
  key: string;
  name: string;
  count: number;
  line: RingAt;
}

/** Every line of every area: of a district with one line its name is enough. */
function listLines({ areas, layer }: Sketch): NamedLine[] {
  return areas.flatMap((area, index) =>
    area.rings.map(({ corners }, ring): NamedLine => {
      const own = layer === 'districts' ? area.title.trim() || 'Без названия' : '';
      const which = own && area.rings.length === 1 ? '' : ringName(area, ring);
      const name = [own, which].filter(Boolean).join(', ');
      return { key: `${area.id} ${which}`, name, count: corners.length, line: { area: index, ring } };
    }),
  );
}

function RingActs({ sketch }: { sketch: Sketch }): ReactNode {
  const { areas, layer, at, ring, isDrawing } = sketch;
  const area = areas[at.area];
  if (!area || !ring || isDrawing) return null;
  const isDistrict = layer === 'districts';
  const removeAll = () => {
    sketch.change(areas.filter((_, index) => index !== at.area));
    sketch.choose({ area: Math.max(0, at.area - 1), ring: 0 });
  };
  const removeOne = () => {
    sketch.change(removeRing(areas, at));
    sketch.choose({ area: at.area, ring: 0 });
  };
  return (
    <span className="cluster">
      {isDistrict && (
        <Button icon="pencil" onClick={() => sketch.draw(at.area)}>
          Ещё контур
        </Button>
      )}
      {(!isDistrict || area.rings.length > 1) && (
        <Button kind="quiet" icon="close" onClick={removeOne}>
          Удалить контур
        </Button>
      )}
      {isDistrict && (
        <Button kind="quiet" icon="close" onClick={removeAll}>
          Удалить район
        </Button>
      )}
    </span>
  );
}
