import { describe, expect, it } from 'vitest';
import { incidentStatuses } from '../../../shared/contract/monitoring/incidents.ts';
import { type IncidentAct, incidentActs, isOver, mayFrom, waitingStatus } from './workflow.ts';

describe('an incident', () => {
  /** Written by hand, state by state: what a person may do with it there. */
  const may: Record<(typeof incidentStatuses)[number], readonly IncidentAct[]> = {
    captured: ['sort', 'dismiss', 'merge', 'split', 'convert'],
    dismissed: ['restore'],
    sorted: ['sort', 'dismiss', 'merge', 'split', 'convert', 'close', 'draft'],
    sent: ['sort', 'merge', 'split', 'take', 'refuse', 'convert', 'draft'],
    refused: ['sort', 'dismiss', 'merge', 'split', 'convert'],
    accepted: ['merge', 'split', 'refuse', 'convert', 'close', 'draft'],
    approval: [],
    published: ['split', 'convert', 'close', 'draft'],
    dialogue: ['sort', 'split', 'convert', 'close', 'draft'],
    interim: ['split', 'convert', 'close', 'draft'],
    closed: ['restore'],
    merged: ['restore'],
    converted: [],
  };

  it.each(incidentStatuses)(
    'that is %s may be done with what is written for it, and nothing else',
    (status) => {
      expect(incidentActs.filter((act) => mayFrom(act, status)).toSorted()).toEqual(may[status].toSorted());
    },
  );

  it('is over where nothing more is to be done with it', () => {
    expect(incidentStatuses.filter(isOver)).toEqual(['dismissed', 'closed', 'merged', 'converted']);
  });

  it('waits for words where it was sorted: with whoever sorted it, or with its unit', () => {
    expect([waitingStatus({ unit_id: null }), waitingStatus({ unit_id: 'a' })]).toEqual([
      'sorted',
      'accepted',
    ]);
  });
});
