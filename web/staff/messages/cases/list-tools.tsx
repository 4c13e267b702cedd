import type { ReactNode } from 'react';
import type { QueryText } from '../../../lib/url-query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ItemField } from '../../../ui/forms/choice-field.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { KeyHints } from '../../../ui/kbd.tsx';
import { alwaysShown, caseColumns, usualColumns } from './case-columns.tsx';
import { type Grouping, groupings, groupingWords, readGrouping } from './group-rows.ts';

/** How the list looks: grouping of the page, columns, density; and the keys. */
export function ListTools(props: {
  query: QueryText;
  density: 'usual' | 'dense';
  columns: readonly string[];
  isChoosing: boolean;
  setChoosing: (isChoosing: boolean) => void;
  chooseColumns: (columns: readonly string[]) => void;
  onDensity: () => void;
  onGroup: (group: Grouping) => void;
}): ReactNode {
  const { query, density, isChoosing, setChoosing, onDensity, onGroup } = props;
  return (
    <div className="filter-row push">
      <KeyHints
        hints={[
          { keys: ['KeyJ', 'KeyK'], label: 'по списку' },
          { keys: 'Enter', label: 'открыть' },
          { keys: 'KeyX', label: 'отметить' },
        ]}
      />
      <FilterSelect
        form={bindValue(readGrouping(query.group), onGroup)}
        name="value"
        label="Группы"
        choices={groupings.map((value) => ({ value, label: groupingWords[value] }))}
      />
      <Button className="wide-only" aria-haspopup="dialog" onClick={() => setChoosing(true)}>
        Столбцы
      </Button>
      <Button className="wide-only" aria-pressed={density === 'dense'} hint="KeyD" onClick={onDensity}>
        Плотнее
      </Button>
      <ColumnDialog {...props} isOpen={isChoosing} onClose={() => setChoosing(false)} />
    </div>
  );
}

function ColumnDialog(props: {
  isOpen: boolean;
  columns: readonly string[];
  chooseColumns: (columns: readonly string[]) => void;
  onClose: () => void;
}): ReactNode {
  const { columns, chooseColumns } = props;
  return (
    <Dialog
      isOpen={props.isOpen}
      title="Столбцы списка"
      onClose={props.onClose}
      foot={
        <>
          <Button kind="primary" onClick={props.onClose}>
            Готово
          </Button>
          <Button onClick={() => chooseColumns(usualColumns)}>Обычные столбцы</Button>
        </>
      }
    >
      <div className="checks">
        {caseColumns
          .filter(({ id }) => !alwaysShown.includes(id))
          .map(({ id, title }) => (
            <ItemField key={id} form={bindValue(columns, chooseColumns, 'columns')} name="value" item={id}>
              {title}
            </ItemField>
          ))}
      </div>
    </Dialog>
  );
}
