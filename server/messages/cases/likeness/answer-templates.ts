import type { Ctx } from '../../../lib/module/context.ts';

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

let source: TemplateSource = async () => [];

/** The module that keeps templates says which there are; cases keeps none. One source, the last given. */
export function registerTemplates(given: TemplateSource): void {
  source = given;
}

export const listTemplates: TemplateSource = (ctx, factId) => source(ctx, factId);
