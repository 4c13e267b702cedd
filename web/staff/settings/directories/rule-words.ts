import type { listDeadlineRules } from '../../../../shared/contract/base/deadlines.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';

export type Rule = RouteReply<typeof listDeadlineRules>['rules'][number];
