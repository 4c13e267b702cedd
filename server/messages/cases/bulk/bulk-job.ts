import { z } from 'zod';
import { defineJob } from '../../../lib/module/context.ts';

/** The next chunk of an action over many cases. */
export const bulkJob = defineJob('cases.bulk-run', z.object({ runId: z.uuid() }));
/** Actions whose job was lost are taken up. */
export const bulkResumeJob = defineJob('cases.bulk-resume', z.object({}));
