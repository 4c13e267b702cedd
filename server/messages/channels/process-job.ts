import { z } from 'zod';
import { defineJob } from '../../lib/module/context.ts';

/** Makes cases of stored events, a batch a run, until none waits. */
export const processJob = defineJob('channels.process', z.object({}));
