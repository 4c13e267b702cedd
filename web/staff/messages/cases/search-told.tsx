import type { ReactNode } from 'react';
import type { SearchTold as Told } from '../../../../shared/contract/messages/cases-found.ts';
import { Button } from '../../../ui/button.tsx';
import type { CaseList } from './use-case-list.ts';

/** How the phrase was understood: nothing is replaced or left out in silence. */
export function SearchTold({ list }: { list: CaseList }): ReactNode {
  const { search, query } = list;
  if (!search || !query.q) return null;
  const lines = describe(search, query.sort ?? 'fit');
  const canChoose = search.kind === 'words' && (list.rows?.length ?? 0) > 1;
  if (lines.length === 0 && !canChoose) return null;
  const isByFit = (query.sort ?? 'fit') === 'fit';
  return (
    <div className="search-told">
      <p role="status">{lines.join(' ')}</p>
      {canChoose && (
        <Button kind="quiet" onClick={() => list.change({ sort: isByFit ? '-registered' : '' })}>
          {isByFit ? 'Сначала новые' : 'Сначала подходящие'}
        </Button>
      )}
    </div>
  );
}

function describe(search: Told, sort: string): string[] {
  switch (search.kind) {
    case 'hidden':
      return ['Искать по телефону и почте может тот, кому открыты контакты жителей.'];
    case 'contact':
      return ['Поиск по контакту жителя записан в журнал.'];
    case 'nothing':
      return ['Наберите слово, номер, адрес или телефон.'];
    case 'words':
      return [
        ...(search.shown ? [`Показано по: ${search.shown}.`] : describeReplaced(search.replaced)),
        ...(search.place ? [`Сначала адрес: ${search.place}.`] : []),
        ...(search.isNewestOnly && sort === 'fit'
          ? ['Совпадений много: сравнена тысяча самых новых. Добавьте слово или условие.']
          : []),
      ];
    default:
      return [];
  }
}

const describeReplaced = (replaced: Told['replaced']): string[] =>
  replaced.map(({ typed, shown }) => `«${typed}» прочитано как «${shown}».`);
