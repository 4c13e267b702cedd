import {
  type CaseListId,
  type IndicatorSlice,
  listIndicatorCases,
} from '../../../../shared/contract/heatmap/indicators.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { call } from '../../../lib/api.ts';
import { asProblem } from '../../../lib/api-problem.ts';
import { tellFailure } from '../../../lib/commands/tell-failure.ts';
import { useGo } from '../../../lib/router.tsx';
import { usePermission } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';

/** Opens the list of the cases a number is of; null where the reader may open none. */
export function useOpenCases(): ((id: CaseListId, filter: IndicatorSlice) => void) | null {
  const go = useGo();
  const mayRead = usePermission('cases.read');
  const open = async (id: CaseListId, filter: IndicatorSlice) => {
    try {
      const { numbers, total } = await call(listIndicatorCases, { params: { id }, query: filter });
      if (numbers.length === 0) {
        showToast('Среди этих дел нет тех, что вы вправе читать', { tone: 'problem' });
        return;
      }
      if (total > numbers.length)
        showToast(`Показаны ${formatNumber(numbers.length)} из ${formatNumber(total)}: сузьте отбор`);
      await go('/staff/cases', { search: { numbers: numbers.join(',') } });
    } catch (error) {
      tellFailure(asProblem(error));
    }
  };
  return mayRead ? (id, filter) => void open(id, filter) : null;
}
