import type { Ctx } from '../module/context.ts';
import { definePort, type Provided, provide } from '../module/port.ts';

/** `error`: something does not work or is in danger now; `warning`: it will, or works worse than it should. */
export type HealthSeverity = 'error' | 'warning';

/** One thing that can be wrong, with what to do: said on «Состояние», by `npm run doctor` and in docs/doctor.md. */
export interface HealthFault {
  severity: HealthSeverity;
  title: string;
  cure: string;
  /** The screen where it is cured. */
  link?: string;
}

/** A fault that is there now; `words` tell what is known of it and hold no personal data. */
export interface FoundFault<Code extends string = string> {
  code: Code;
  words: string;
}

/** What is asked of an installation without its database. */
export type Machine = Pick<Ctx, 'config' | 'now'>;

/** There was nothing to look at, or nobody to ask: that is said, and is not told as good. */
export interface Unjudged {
  /** Why, in words that go on after «Не проверяли: … —». */
  unjudged: string;
}

export const notJudged = (why: string): Unjudged => ({ unjudged: why });

/** What a demonstration has no need of is not looked at there. */
export const notInDemo = notJudged('в демонстрации не нужно');

export interface HealthCheck<C = Ctx> {
  /** `module.what`, unique. */
  id: string;
  /** What it looks at, as it stands among what is well. */
  looksAt: string;
  faults: Readonly<Record<string, HealthFault>>;
  run: (ctx: C) => Promise<FoundFault[] | Unjudged>;
}

/** A check whose faults are only those it declares. */
export const defineCheck = <Code extends string, C = Ctx>(check: {
  id: string;
  looksAt: string;
  faults: Readonly<Record<Code, HealthFault>>;
  run: (ctx: C) => Promise<FoundFault<Code>[] | Unjudged>;
}): HealthCheck<C> => check;

/** Each module looks at what it knows: `provides: provideChecks(mailCheck, …)`. */
export const healthCheck = definePort<HealthCheck>('health.check');

export const provideChecks = (...checks: readonly HealthCheck[]): Provided[] =>
  checks.map((check) => provide(healthCheck, check, check.id));

/** What can only be told by asking somebody else, a mail server, the site's own proxy: seldom, for they are not to be pestered. */
export const outsideCheck = definePort<HealthCheck>('health.outside');

export const provideOutside = (...checks: readonly HealthCheck[]): Provided[] =>
  checks.map((check) => provide(outsideCheck, check, check.id));

/** A fault where there is anything to say of it. */
export const foundIf = <Code extends string>(code: Code, isThere: boolean, words = ''): FoundFault<Code>[] =>
  isThere ? [{ code, words }] : [];
