import { describe, expect, it } from 'vitest';
import { createPorts, definePort, provide } from './port.ts';
import { checkManifests } from './registry.ts';

const access = definePort<(id: string) => string>('files.access');
const counter = definePort<number>('cases.counter');

describe('ports of modules', () => {
  const ports = createPorts([
    provide(access, (id) => `a ${id}`, 'cases'),
    provide(access, (id) => `b ${id}`, 'zones'),
    provide(counter, 7),
  ]);

  it('give the answer of the key, or the only one', () => {
    expect(ports.find(access, 'zones')?.('1')).toBe('b 1');
    expect(ports.find(counter)).toBe(7);
  });

  it('give nothing where nobody answers', () => {
    expect(ports.find(access)).toBeUndefined();
    expect(ports.find(access, 'posts')).toBeUndefined();
    expect(ports.find(definePort('cases.other'))).toBeUndefined();
    expect(ports.list(definePort('cases.other'))).toEqual([]);
  });

  it('list every answer to one port in the order given, and those of no other', () => {
    expect(ports.list(access).map((ask) => ask('1'))).toEqual(['a 1', 'b 1']);
  });

  it('are refused two answers under one key, not two keys', () => {
    const one = { name: 'one', provides: [provide(counter, 1)] };
    const other = { name: 'other', provides: [provide(counter, 2)] };
    expect(() => checkManifests([one, other])).toThrow('Ответ на порт cases.counter объявлен дважды');
    const keyed = { name: 'other', provides: [provide(counter, 2, 'b')] };
    expect(() => checkManifests([one, keyed])).not.toThrow();
  });
});
