import { counted } from '../../../../shared/text/plural.ts';
import { findAll, type Span, splitSentences, wordsOf } from '../core/sentences.ts';
import { gate } from '../intake/gate-pack.ts';

const vowels = /[аеёиоуыэюя]/giu;

/** Flesch's reading ease by the pack's coefficients: above 30 reads freely, below zero is a decree. */
export function readingEase(text: string): number {
  const words = wordsOf(text);
  const sentences = splitSentences(text).length;
  if (words.length === 0 || sentences === 0) return 100;
  const syllables = words.reduce((sum, word) => sum + (word.match(vowels)?.length ?? 0), 0);
  const { base, perSentence, perWord } = gate.readability;
  return base - (perSentence * words.length) / sentences - (perWord * syllables) / words.length;
}

export interface PlainFault {
  hint: string;
  marks: Span[];
}

/** What makes a text hard to read, with the places; null when nothing does. */
export function findPlainFault(text: string): PlainFault | null {
  const { sentenceWords, officialese, readability } = gate.limits;
  const long = splitSentences(text).filter((sentence) => wordsOf(sentence.text).length > sentenceWords);
  const hits = gate.officialese.flatMap(({ find, say }) =>
    findAll(text, find).map((span) => ({ ...span, say })),
  );
  const ease = readingEase(text);
  const hints: string[] = [];
  if (long.length > 0)
    hints.push(
      `${counted(long.length, 'предложение длиннее', 'предложения длиннее', 'предложений длиннее')} ${sentenceWords} слов: разделите`,
    );
  if (hits.length >= officialese)
    hints.push(
      `канцеляризмы: ${hits
        .slice(0, 3)
        .map((hit) => `«${hit.text}» → ${hit.say}`)
        .join('; ')}`,
    );
  if (ease < readability) hints.push('текст читается трудно: короче слова и предложения');
  if (hints.length === 0) return null;
  const hint = hints.join('. ');
  return {
    hint: hint.charAt(0).toLocaleUpperCase('ru') + hint.slice(1),
    marks: [
      ...long,
      ...(hits.length >= officialese
        ? hits.map(({ text: found, from, to }) => ({ text: found, from, to }))
        : []),
    ],
  };
}
