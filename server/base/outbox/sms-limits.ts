/** The budget of SMS as an administrator sets it. */
export interface SmsBudget {
  perHour: number;
  perDay: number;
  /** Percent that sign-in codes have for themselves. */
  codeShare: number;
}

export type Share = 'codes' | 'notices';
export type Span = 'hour' | 'day';
export const shares: readonly Share[] = ['codes', 'notices'];
export const spans: readonly Span[] = ['hour', 'day'];
/** SMS of the last hour and day. */
export type Used = Readonly<Record<Share, Readonly<Record<Span, number>>>>;

/** From this part of a share on it is near its end: administrators are told, what can wait waits. */
const NEAR = 0.8;

/** SMS a share may send in a span. Codes and notices never eat each other's. */
export function limitOf(budget: SmsBudget, share: Share, span: Span): number {
  const whole = span === 'hour' ? budget.perHour : budget.perDay;
  const codes = Math.max(1, Math.floor((whole * budget.codeShare) / 100));
  return share === 'codes' ? codes : whole - codes;
}

/** How much a share may still send, by the tighter of its two spans. */
export const roomOf = (budget: SmsBudget, used: Used, share: Share): number =>
  Math.max(0, Math.min(...spans.map((span) => limitOf(budget, share, span) - used[share][span])));

export type Level = 'easy' | 'near' | 'spent';

export function levelOf(budget: SmsBudget, used: Used, share: Share, span: Span): Level {
  const limit = limitOf(budget, share, span);
  const count = used[share][span];
  if (count >= limit) return 'spent';
  return count >= limit * NEAR ? 'near' : 'easy';
}

/** The worse of the two spans. */
export function worstLevel(budget: SmsBudget, used: Used, share: Share): Level {
  const levels = spans.map((span) => levelOf(budget, used, share, span));
  return levels.includes('spent') ? 'spent' : levels.includes('near') ? 'near' : 'easy';
}
