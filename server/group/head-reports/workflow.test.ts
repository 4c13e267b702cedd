import { expect, test } from 'vitest';
import type { ReportState } from '../../../shared/contract/group/head-reports.ts';
import { movesOf } from './workflow.ts';

const keeper = ['head-reports.keep'];

test.each<[ReportState, string[], string[]]>([
  ['collecting', keeper, ['compose']],
  ['draft', keeper, ['compose', 'comment']],
  ['draft', ['head-reports.sign'], ['sign']],
  ['chair_signed', [...keeper, 'head-reports.sign'], ['send']],
  ['sent', ['head-reports.resolve'], ['resolve']],
  ['sent', keeper, []],
  ['draft', [], []],
  ['draft', ['head-reports.resolve'], []],
])('a report that is %s lets those with %j make %j', (state, permissions, moves) => {
  expect(movesOf(state, new Set(permissions))).toEqual(moves);
});
