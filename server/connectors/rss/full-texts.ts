import { SaxesParser } from 'saxes';

/** What of an item is read here, by the names of its tags. */
const wanted = ['guid', 'link', 'yandex:full-text'];

/**
 * Full texts of an RSS feed made for Yandex by the guid of their item and by its link: the parser of feeds drops them. Of what is no XML:
 * those before its mistake.
 */
export function readFullTexts(xml: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const state: { tag: string; item: Map<string, string> } = { tag: '', item: new Map() };
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => {
    if (name === 'item') state.item = new Map();
    if (wanted.includes(name)) state.tag = name;
  });
  const add = (text: string) => {
    if (state.tag) state.item.set(state.tag, (state.item.get(state.tag) ?? '') + text);
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', ({ name }) => {
    if (name === state.tag) state.tag = '';
    const full = name === 'item' ? state.item.get('yandex:full-text') : undefined;
    if (full === undefined) return;
    for (const key of [state.item.get('guid'), state.item.get('link')]) if (key) texts.set(key.trim(), full);
  });
  // What the parser of feeds forgives is none of our business here.
  parser.on('error', () => {});
  parser.write(xml).close();
  return texts;
}
