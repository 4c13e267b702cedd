import { expect, test } from 'vitest';
import { type HandedForm, simpleFields } from '../../../shared/contract/pages.ts';
import { recordOf } from '../../../shared/known.ts';
import { beginDraft } from '../polls/poll-draft.ts';
import { handAnswers } from './hand-answers.ts';

const form: HandedForm = {
  kind: 'handed',
  key: '11111111-1111-4111-8111-111111111111',
  values: recordOf(simpleFields, () => ''),
  pollId: '22222222-2222-4222-8222-222222222222',
  answers: { yard: ['b'] },
};
const own = { ...beginDraft(), answers: { yard: ['a'], why: 'Ближе' } };

test('what is brought is a draft to be looked at: nothing goes by a wish of before', () => {
  expect(handAnswers(undefined, form)).toMatchObject({ clientKey: form.key, answers: { yard: ['b'] } });
  expect(handAnswers({ ...own, isWished: true }, form)).toEqual({
    ...own,
    isWished: false,
    answers: { yard: ['b'], why: 'Ближе' },
  });
});

test('what waits to be sent is left as it is', () => {
  expect(handAnswers({ ...own, isQueued: true }, form)).toBeNull();
});
