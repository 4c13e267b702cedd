import { type ReactNode, useState } from 'react';
import { listScores } from '../../../../shared/contract/heatmap/zones.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useRoute } from '../../../lib/query.ts';
import { Loadable } from '../../../ui/states.tsx';
import { ScoreMark, ScoreTerms } from '../zones/score-terms.tsx';
import '../zones/zones.css';
import type { Chosen } from './matrix-table.tsx';

/**
 * The heat score of the cell under the cursor, open into its terms: of a district or of its part, as red zones are. Counted only once
 * somebody has opened it; it stays open from cell to cell.
 */
export function CellHeat({ chosen: { line, column } }: { chosen: Chosen }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const place = isPart(line.key) ? 'subarea' : 'district';
  const scores = useRoute(
    listScores,
    { query: { by: 'block', place } },
    { enabled: isOpen, staleTime: 60_000, keepOld: false },
  );
  if (!column || column.code === 'none' || line.kind === 'grand' || line.kind === 'lost') return null;
  // What lies in a district and in none of its parts is told with the district.
  const key = place === 'subarea' ? line.key : line.key.split('.')[0];
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Накал: из чего балл</summary>
      {isOpen && (
        <Loadable query={scores} failed="Балл не посчитался">
          {({ cells }) => {
            const heat = cells.find((one) => one.place.key === key && one.block === column.code);
            if (!heat)
              return (
                <p className="small">
                  {place === 'subarea'
                    ? 'За неделю здесь слишком мало сообщений: о такой части района не судят.'
                    : 'За год здесь не было ни одного дела: балла нет.'}
                </p>
              );
            return (
              <>
                <p className="small">
                  {heat.title}, {column.fullTitle}:{' '}
                  <ScoreMark score={heat.score} band={heat.band} zone={heat.zone} />
                </p>
                <p className="small">
                  За неделю {counted(heat.count, 'сообщение', 'сообщения', 'сообщений')}. Балл — сумма
                  слагаемых; вес того, по чему нет данных, делят остальные.
                </p>
                <ScoreTerms heat={heat} />
              </>
            );
          }}
        </Loadable>
      )}
    </details>
  );
}

const isPart = (key: string): boolean => key.includes('.') && !key.endsWith('.none');
