import type { Ctx } from '../../../lib/module/context.ts';
import { definePort } from '../../../lib/module/port.ts';

/** Where the message of a case stands at its source, told by the module that took it in; null = nowhere that is known. */
export const messageOrigin =
  definePort<(ctx: Ctx, caseId: string) => Promise<string | null>>('cases.message-origin');
