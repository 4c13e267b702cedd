import { describe, expect, it } from 'vitest';
import { readStep, stepCount } from './steps.ts';
import { emptyDraft } from './submit-draft.ts';

const told = { ...emptyDraft, text: 'Яма у остановки' };
const placed = { ...told, point: { lat: 56.4, lon: 61.9 } };

describe('steps of a message', () => {
  it('begins at the beginning', () => {
    expect(readStep(undefined, emptyDraft)).toBe('what');
    expect(readStep('nonsense', placed)).toBe('what');
  });

  it('leads a link into the middle back to what is missing', () => {
    expect(readStep('contacts', emptyDraft)).toBe('what');
    expect(readStep('contacts', { ...emptyDraft, text: '🙂' })).toBe('what');
    expect(readStep('contacts', told)).toBe('where');
    expect(readStep('contacts', placed)).toBe('contacts');
  });

  it('looks for similar ones only around a point', () => {
    expect(readStep('similar', placed)).toBe('similar');
    expect(readStep('similar', { ...told, address: 'у вокзала' })).toBe('contacts');
    expect(readStep('similar', { ...told, isPlaceless: true })).toBe('contacts');
  });

  it('asks about an outage by an address too, and never without a place', () => {
    expect(readStep('outage', placed)).toBe('outage');
    expect(readStep('outage', { ...told, address: 'Титова, 14' })).toBe('outage');
    expect(readStep('outage', { ...told, isPlaceless: true })).toBe('contacts');
    expect(readStep('outage', told)).toBe('where');
    expect(readStep('outage', emptyDraft)).toBe('what');
  });

  it('counts', () => {
    expect(stepCount('where')).toBe('Шаг 2 из 4');
    expect([stepCount('outage'), stepCount('similar')]).toEqual(['Шаг 3 из 4', 'Шаг 3 из 4']);
    expect(stepCount('contacts')).toBe('Шаг 4 из 4');
  });
});
