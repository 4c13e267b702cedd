import type { ReportState } from '../../../shared/contract/group/head-reports.ts';
import { keysOf } from '../../../shared/known.ts';

export type ReportMove = 'compose' | 'comment' | 'sign' | 'send' | 'resolve';

/** From which state each move starts and by which permission. A signed report goes on alone: nothing leads back. */
export const reportMoves: Readonly<Record<ReportMove, { from: readonly ReportState[]; by: string }>> = {
  compose: { from: ['collecting', 'draft'], by: 'head-reports.keep' },
  comment: { from: ['draft'], by: 'head-reports.keep' },
  sign: { from: ['draft'], by: 'head-reports.sign' },
  send: { from: ['chair_signed'], by: 'head-reports.keep' },
  resolve: { from: ['sent'], by: 'head-reports.resolve' },
};

export const movesOf = (state: ReportState, permissions: ReadonlySet<string>): ReportMove[] =>
  keysOf(reportMoves).filter(
    (move) => reportMoves[move].from.includes(state) && permissions.has(reportMoves[move].by),
  );
