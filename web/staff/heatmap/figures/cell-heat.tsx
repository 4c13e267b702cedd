import { type ReactNode, useState } from 'react';
import { listScores } from '../../../../shared/contract/heatmap/zones.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useRoute } from '../../../lib/query.ts';
import { Loadable } from '../../../ui/states.tsx';
import { ScoreMark, ScoreTerms } from '../zones/score-terms.tsx';
import '../zones/zones.css';
import type { Chosen } from './matrix-table.tsx';

/**
 * The heat score of the cell under the cursor, open into its terms. It is that of the great district's block, as red zones are:
 * parts are too small to count by. Counted only once somebody has opened it; it stays open from cell to cell.
 */
export function CellHeat({ chosen: { line, column } }: { chosen: Chosen }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const scores = useRoute(listScores, { query: { by: 'block' } }, { enabled: isOpen, staleTime: 60_000 });
  if (!column || column.code === 'none' || line.kind === 'grand' || line.kind === 'lost') return null;
  const districtId = line.key.split('.')[0];
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Накал: из чего балл</summary>
      {isOpen && (
        <Loadable query={scores} failed="Балл не посчитался">
          {({ cells }) => {
            const heat = cells.find((one) => one.districtId === districtId && one.block === column.code);
            if (!heat) return <p className="small">За год здесь не было ни одного дела: балла нет.</p>;
            return (
              <>
                <p className="small">
                  {heat.district}, {column.fullTitle}:{' '}
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
