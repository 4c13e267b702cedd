import type { ReactNode } from 'react';
import { additiveMeasures, isStock, pivotSides } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import { channels } from '../../../../shared/contract/messages/cases.ts';
import { familyTitles, measureTitles, sideTitles } from '../../../../shared/text/heatmap/heatmap.ts';
import { usualPeriod } from '../../../../shared/text/periods.ts';
import { Button } from '../../../ui/button.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { channelWords } from '../../base/case-kit/case-words.ts';
import { PeriodButton } from '../../base/parts/period-button.tsx';
import type { PivotChoice } from './pivot-choice.ts';

type Change = (patch: Partial<PivotChoice>) => void;

/** A stock says so: the same word would mean another number. */
const measureChoices = additiveMeasures.map((value) => ({
  value,
  label: isStock(value) ? `${measureTitles[value]} ${familyTitles.stock}` : measureTitles[value],
}));
const sideChoices = pivotSides.map((value) => ({ value, label: sideTitles[value].toLocaleLowerCase('ru') }));

/** Period, channel and measure, where the other views have them. */
export function PivotBar(props: {
  choice: PivotChoice;
  today: string;
  change: Change;
  changeHeat: (patch: Partial<PivotChoice['heat']>) => void;
}): ReactNode {
  const { choice, today, change, changeHeat } = props;
  return (
    <>
      <PeriodButton
        period={choice.heat.period}
        onChange={(period) => changeHeat({ period: period ?? usualPeriod(today) })}
      />
      <FilterSelect
        form={bindFields(choice.heat, changeHeat)}
        name="channel"
        label="Канал"
        none="все"
        choices={channels.map((value) => ({ value, label: channelWords[value].title }))}
      />
      <FilterSelect
        form={bindFields(choice, change)}
        name="measure"
        label="Показатель"
        choices={measureChoices}
      />
    </>
  );
}

/** The wells of a pivot: rows, columns, the second measure, what it is compared with. */
export function PivotSides(props: { choice: PivotChoice; change: Change; swap: () => void }): ReactNode {
  const { choice, change, swap } = props;
  return (
    <div className="filter-row pivot-sides">
      <FilterSelect form={bindFields(choice, change)} name="rows" label="Строки" choices={sideChoices} />
      <FilterSelect form={bindFields(choice, change)} name="columns" label="Столбцы" choices={sideChoices} />
      <Button kind="quiet" hint="KeyX" onClick={swap}>
        Поменять местами
      </Button>
      <FilterSelect
        form={bindFields(choice, change)}
        name="second"
        label="Показатель 2"
        none="нет"
        choices={measureChoices}
      />
      <FilterSelect
        form={bindFields(choice, change)}
        name="compare"
        label="Сравнить"
        choices={[
          { value: 'before', label: 'с прошлым периодом' },
          { value: 'year', label: 'с прошлым годом' },
          { value: 'none', label: 'не сравнивать' },
        ]}
      />
    </div>
  );
}
