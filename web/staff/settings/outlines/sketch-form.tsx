import { type ReactNode, useState } from 'react';
import { replaceLayer } from '../../../../shared/contract/base/territory.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { Button } from '../../../ui/button.tsx';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { AreaList } from './area-list.tsx';
import { CornerTable } from './corner-table.tsx';
import { type Areas, findGap, type LayerName, placedCorners, writeLayer } from './sketch.ts';
import { SketchMap } from './sketch-map.tsx';
import { type Sketch, useSketch } from './use-sketch.ts';

/** One layer: its map, what is on it, the table of corners, and «Сохранить». */
export function SketchForm(props: {
  layer: LayerName;
  start: Areas;
  isShown: boolean;
  hasGround: boolean;
}): ReactNode {
  const { layer, start, isShown, hasGround } = props;
  // The file is made when it is sent: what is drawn is the same to the server as what is brought.
  const [call] = useState<{ file?: File }>({});
  const save = useCommand(replaceLayer, {
    call,
    refreshes: ['territory', 'our-city'],
    done: layer === 'boundary' ? 'Граница записана' : 'Районы записаны',
  });
  const form = useForm<{ areas: Areas }>({
    start: { areas: start },
    commands: save,
    gap: ({ areas }) => findGap(layer, areas),
    send: ({ areas }) => {
      call.file = writeLayer(layer, areas);
      save.mutate({ params: { name: layer } });
    },
  });
  const sketch = useSketch(layer, { form, save });
  const [fit, setFit] = useState(0);
  useSketchKeys(sketch, isShown);
  const isEmpty = sketch.areas.every(({ rings }) => rings.every((ring) => placedCorners(ring).length === 0));
  return (
    <Form
      form={form}
      className="sketch"
      label={layer === 'boundary' ? 'Граница города' : 'Районы'}
      byButtonOnly
      failed={{ title: 'Не записано', kept: 'Нарисованное осталось на экране' }}
      actions={<Foot sketch={sketch} />}
    >
      {!hasGround && isEmpty && (
        <p className="sketch__hint">
          Подложки у карты нет, рисовать не по чему. Начните контур, «Добавить точку» в таблице впишет одну
          точку числами, «Показать на карте» приведёт к ней карту. Или подключите подложку: как — в
          руководстве по установке, «Подложка карты».
        </p>
      )}
      <Tools sketch={sketch} onFit={() => setFit((count) => count + 1)} />
      <div className="sketch__panes">
        <SketchMap sketch={sketch} fit={fit} />
        <div className="sketch__side">
          <AreaList sketch={sketch} />
          <CornerTable sketch={sketch} />
        </div>
      </div>
    </Form>
  );
}

function useSketchKeys(sketch: Sketch, isShown: boolean): void {
  const { corner, isDrawing } = sketch;
  useHotkeys(
    'Рисование',
    [
      { keys: 'Ctrl+KeyZ', label: 'Отменить шаг', run: sketch.undo },
      { keys: 'Ctrl+Shift+KeyZ', label: 'Вернуть шаг', run: sketch.redo },
      { keys: 'Ctrl+KeyY', label: 'Вернуть шаг', run: sketch.redo, hidden: true },
      {
        keys: 'Delete',
        label: 'Удалить выбранную точку',
        run: () => corner !== null && sketch.remove(corner),
      },
    ],
    { active: isShown },
  );
  useHotkeys('Рисование контура', [{ keys: 'Escape', label: 'Бросить контур', run: sketch.cancel }], {
    active: isShown && isDrawing,
  });
}

function Tools({ sketch, onFit }: { sketch: Sketch; onFit: () => void }): ReactNode {
  const { isDrawing, ring, corner, areas } = sketch;
  const count = ring?.corners.length ?? 0;
  return (
    <div className="desk__filters">
      {isDrawing ? (
        <>
          <Button kind="primary" icon="check" onClick={sketch.finish}>
            Закончить контур
          </Button>
          <Button icon="close" hint="Escape" onClick={sketch.cancel}>
            Бросить
          </Button>
        </>
      ) : (
        <DrawButton sketch={sketch} />
      )}
      <Button
        icon="undo"
        hint="Ctrl+KeyZ"
        disabledReason={!sketch.canUndo && 'Отменять нечего'}
        onClick={sketch.undo}
      >
        Отменить
      </Button>
      <Button icon="refresh" disabledReason={!sketch.canRedo && 'Возвращать нечего'} onClick={sketch.redo}>
        Вернуть
      </Button>
      <Button
        icon="minus"
        disabledReason={corner === null && 'Выберите точку на карте или в таблице'}
        onClick={() => corner !== null && sketch.remove(corner)}
      >
        Удалить точку
      </Button>
      <Button icon="locate" disabledReason={areas.length === 0 && 'Показывать нечего'} onClick={onFit}>
        Показать на карте
      </Button>
      <span className="muted">
        {isDrawing
          ? `Нажимайте на карту точку за точкой: ${counted(count, 'точка', 'точки', 'точек')}`
          : 'Точку тянут; маленькая между двумя вставляет новую'}
      </span>
    </div>
  );
}

function DrawButton({ sketch }: { sketch: Sketch }): ReactNode {
  const { layer, areas, at, ring } = sketch;
  if (layer === 'districts')
    return (
      <Button kind="primary" icon="pencil" onClick={() => sketch.draw()}>
        Нарисовать район
      </Button>
    );
  const isFirst = (areas[0]?.rings.length ?? 0) === 0;
  if (isFirst)
    return (
      <Button kind="primary" icon="pencil" onClick={() => sketch.draw(0)}>
        Нарисовать границу
      </Button>
    );
  return ring && ring.corners.length < 3 ? (
    <Button kind="primary" icon="pencil" onClick={sketch.goOn}>
      Продолжить контур
    </Button>
  ) : (
    <Button icon="pencil" onClick={() => sketch.draw(at.area)}>
      Ещё контур
    </Button>
  );
}

function Foot({ sketch }: { sketch: Sketch }): ReactNode {
  const warnings = sketch.save.data?.warnings ?? [];
  return (
    <div className="stack stack--tight sketch__foot">
      <span className="cluster">
        <SendButton form={sketch.form} type="button" isGapTold onClick={sketch.form.send}>
          {sketch.layer === 'boundary' ? 'Сохранить границу' : 'Сохранить районы'}
        </SendButton>
        <span className="muted">
          Новые сообщения пойдут по новым контурам, прежние останутся в своём районе
        </span>
      </span>
      {warnings.length > 0 && (
        <ul role="status" className="plain-rows">
          {warnings.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
