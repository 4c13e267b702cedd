import {
  type ViewContent,
  type ViewPeriod,
  viewContent,
  viewPeriod,
} from '../../../shared/contract/heatmap/heat-views.ts';
import { tellViewPeriod } from '../../../shared/text/heatmap/heat-views.ts';
import { type Period, periodOn } from '../../../shared/text/periods.ts';
import type { Ctx } from '../../lib/module/context.ts';
import {
  buildMatrix,
  freezeMatrixTable,
  freezeTable,
  matrixAddress,
  pivotAddress,
  readPivotTable,
  tellMatrix,
  tellPivot,
} from '../figures/index.ts';

/** A view as a question to the heat map: the days of an asking, the words, the address, the numbers. */
export interface Question {
  content: ViewContent;
  period: ViewPeriod;
}

/** What is kept of a view; null where the heat map does not know such a question any more. */
export function readQuestion(row: { content: unknown; period: unknown }): Question | null {
  const content = viewContent.safeParse(row.content);
  const period = viewPeriod.safeParse(row.period);
  return content.success && period.success ? { content: content.data, period: period.data } : null;
}

/** The days it asks for on a local day. */
export const daysOn = ({ period }: Question, today: string): Period =>
  period.kind === 'days' ? { from: period.from, to: period.to } : periodOn(period.kind, today).period;

/** Its screen with the days of a local day. */
export function addressOn({ content, period }: Question, today: string): string {
  const days = daysOn({ content, period }, today);
  return content.screen === 'pivot'
    ? pivotAddress({ ...content.query, ...days })
    : matrixAddress({ ...content.query, ...days }, content.screen === 'matrix' ? '' : content.screen);
}

/** What it asks, in words; days that move on keep their name. */
export function tellQuestion({ content, period }: Question): [string, string][] {
  const days = daysOn({ content, period }, '2026-01-01');
  const told =
    content.screen === 'pivot'
      ? tellPivot({ ...content.query, ...days })
      : tellMatrix({ ...content.query, ...days });
  return told.map(([name, value]) => [name, name === 'Период' ? tellViewPeriod(period) : value]);
}

/** Asks it once, so that nothing is kept that has no answer: refuses as the screen would. */
export async function requireAnswer(ctx: Ctx, question: Question, today: string): Promise<void> {
  const { content } = question;
  const days = daysOn(question, today);
  if (content.screen === 'pivot')
    await readPivotTable(ctx, {
      params: undefined,
      body: undefined,
      query: { ...content.query, ...days },
    });
  else await buildMatrix(ctx, { ...content.query, ...days });
}

/** Freezes its numbers, with the days of a local day, and gives the number of the snapshot. */
export function freezeQuestion(ctx: Ctx, question: Question, today: string, title: string): Promise<string> {
  const { content } = question;
  const days = daysOn(question, today);
  return content.screen === 'pivot'
    ? freezeTable(ctx, { ...content.query, ...days }, title)
    : freezeMatrixTable(ctx, { ...content.query, ...days }, title);
}
