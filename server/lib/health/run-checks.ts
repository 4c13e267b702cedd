import type { FoundFault, HealthCheck, HealthFault, Unjudged } from './health-check.ts';

/** A trouble with its cure. */
export interface HealthTrouble extends HealthFault {
  /** `check/code`. */
  id: string;
  words: string;
}

interface NotLookedAt {
  title: string;
  why: string;
}

export interface HealthReport {
  /** Errors first. */
  troubles: HealthTrouble[];
  /** What is well, by what was looked at. */
  well: string[];
  /** What was not looked at, and why. */
  unjudged: NotLookedAt[];
  checked: number;
}

/** A check that says nothing for so long is told of as one that could not be made, ms. */
const PATIENCE = 5000;

/** What is said where a check itself fails. */
export const unlookedFault: HealthFault = {
  severity: 'warning',
  title: 'Проверить не удалось',
  cure: 'Повторите через минуту. Если не пройдёт, посмотрите журнал сервера: там причина целиком.',
};

/** Rejects when the work is not over in time; what it does later nobody hears. */
async function within<T>(work: Promise<T>, patience: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('ответа нет слишком долго')), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const presentFound = <C>({ id, faults }: HealthCheck<C>, { code, words }: FoundFault): HealthTrouble => {
  const fault = faults[code];
  if (!fault) throw new Error(`${id} не объявляет ${code}`);
  return { ...fault, id: `${id}/${code}`, words };
};

async function runCheck<C>(
  check: HealthCheck<C>,
  ctx: C,
  patience: number,
): Promise<HealthTrouble[] | Unjudged> {
  try {
    const found = await within(check.run(ctx), patience);
    return Array.isArray(found) ? found.map((one) => presentFound(check, one)) : found;
  } catch (error) {
    const words = `${check.looksAt}: ${error instanceof Error ? error.message : String(error)}`;
    return [{ ...unlookedFault, id: `${check.id}/unlooked`, words }];
  }
}

const rank = ({ severity }: HealthTrouble): number => (severity === 'error' ? 0 : 1);

/** Errors before warnings, otherwise as they were found. */
export const sortTroubles = <T extends HealthTrouble>(troubles: readonly T[]): T[] =>
  troubles.toSorted((a, b) => rank(a) - rank(b));

/** Several reports as one. */
export const joinReports = (reports: readonly HealthReport[]): HealthReport => ({
  troubles: sortTroubles(reports.flatMap(({ troubles }) => troubles)),
  well: reports.flatMap(({ well }) => well),
  unjudged: reports.flatMap(({ unjudged }) => unjudged),
  checked: reports.reduce((sum, { checked }) => sum + checked, 0),
});

/** Runs every check by itself: one that throws or says nothing is a trouble of its own and hinders no other. */
export async function runChecks<C>(
  checks: readonly HealthCheck<C>[],
  ctx: C,
  patience = PATIENCE,
): Promise<HealthReport> {
  const done = await Promise.all(checks.map((check) => runCheck(check, ctx, patience)));
  const told = checks.map(({ looksAt }, at) => ({ looksAt, found: done[at] ?? [] }));
  const unjudged = told.flatMap(({ looksAt, found }) =>
    Array.isArray(found) ? [] : [{ title: looksAt, why: found.unjudged }],
  );
  return {
    troubles: sortTroubles(told.flatMap(({ found }) => (Array.isArray(found) ? found : []))),
    well: told.flatMap(({ looksAt, found }) => (Array.isArray(found) && found.length === 0 ? [looksAt] : [])),
    unjudged,
    checked: checks.length - unjudged.length,
  };
}
