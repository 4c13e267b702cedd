import type { Ctx } from '../../../lib/module/context.ts';
import { definePort } from '../../../lib/module/port.ts';

/** A beginning of an answer as its editor wrote it, variables and all. */
export interface AnswerTemplate {
  id: string;
  title: string;
  text: string;
  /** Written for this very topic, not for every one. */
  isOfTopic: boolean;
}

/** Templates in force today for a topic; those of every topic when none is known. */
export type TemplateSource = (ctx: Ctx, factId: string | null) => Promise<AnswerTemplate[]>;

/** The module that keeps templates says which there are; cases keeps none. */
export const templateSource = definePort<TemplateSource>('cases.templates');

export const listTemplates: TemplateSource = async (ctx, factId) =>
  ctx.ports.find(templateSource)?.(ctx, factId) ?? [];
