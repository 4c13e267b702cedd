import { z } from 'zod';
import { deadlineExplanationSchema } from '../base/deadline-explanation.ts';
import { defineRoute } from '../route.ts';
import { caseId } from './cases.ts';
import { byId } from './cases-card.ts';

export const explainAccess = defineRoute({
  id: 'cases.explain-access',
  method: 'GET',
  path: '/api/cases/:id/access',
  access: { permission: 'cases.read' },
  summary: 'Почему я вижу это дело: роли, их границы и права',
  params: byId,
  reply: z.object({
    grants: z.array(
      z.object({
        role: z.string(),
        isEnough: z.boolean(),
        limits: z.array(z.object({ text: z.string(), holds: z.boolean() })),
      }),
    ),
    /** Titles of what the reader may do with this very case. */
    permissions: z.array(z.string()),
  }),
});

export const explainDeadline = defineRoute({
  id: 'cases.explain-deadline',
  method: 'GET',
  path: '/api/cases/:id/clocks/:clockId',
  access: { permission: 'cases.read' },
  summary: 'Почему эта дата',
  params: z.object({ id: caseId, clockId: z.uuid() }),
  reply: deadlineExplanationSchema,
});
