import type { z } from 'zod';
import * as acts from '../../../../shared/contract/pages/register-acts.ts';
import { type RegionField, regionTitles } from './columns.ts';

/** Why a row cannot be taken, in words. */
export class Refusal extends Error {}

/** Under which column a field of ours stands. */
const columnOf: Readonly<Record<string, RegionField>> = {
  founder: 'founder',
  ogrn: 'ogrn',
  spheres: 'sphere1',
  url: 'link',
  settingsUrl: 'settingsUrl',
  gosId: 'gosId',
  ground: 'exemption',
};

/** What a form of the register refuses, a table does not bring in either. */
export function requireShape(schema: z.ZodType, values: unknown): void {
  const issue = schema.safeParse(values).error?.issues[0];
  if (!issue) return;
  const column = columnOf[String(issue.path[0])];
  throw new Refusal(column ? `${regionTitles[column]}: ${issue.message}` : issue.message);
}

export const bodyShape = acts.saveBody.body.pick({ founder: true, ogrn: true, spheres: true });
export const exemptionShape = acts.addExemption.body.pick({ ground: true });
export const pageShape = acts.createPage.body.pick({ url: true, settingsUrl: true, gosId: true });
