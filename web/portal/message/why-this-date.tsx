import type { ReactNode } from 'react';
import { formatWorkingDays } from '../../../shared/text/dates.ts';
import { joinWords } from '../../../shared/text/words.ts';
import { useFormats } from '../../lib/format.ts';
import { useWorkingDays } from '../parts/working-days.ts';

/** «Почему эта дата», in a line: from when to when, how many working days are between and which days are not. */
export function WhyThisDate(props: { from: string; to: string }): ReactNode {
  const { from, to } = props;
  const formats = useFormats();
  const days = useWorkingDays(from, to);
  if (!days || days.count <= 0) return null;
  const off = days.off.map((day) => formats.date(day).slice(0, 5));
  return (
    <details className="why-date">
      <summary>Почему эта дата</summary>
      <p className="small">
        Срок идёт с {formats.dayMonth(from)} и зависит от темы. До {formats.dayMonth(to)} —{' '}
        {formatWorkingDays(days.count)}
        {off.length > 0 && off.length <= 12 && `; нерабочие дни: ${joinWords(off)}`}
        {off.length > 12 && `; выходных и праздников — ${off.length}`}.
      </p>
    </details>
  );
}
