import { describe, expect, test } from 'vitest';
import { incidentStatuses } from '../../../shared/contract/monitoring/incidents.ts';
import {
  federalPack,
  federalStageTitle,
  guessFederalColumns,
  readFederalStage,
  stageOfIncident,
} from './pack.ts';

const pack = federalPack.on('2026-12-01');
const column = (field: 'number' | 'text' | 'url', title: string, ...aliases: string[]) => ({
  field,
  title,
  aliases,
});

describe('which column means what', () => {
  test('is told by the title of the pack, whatever its case, signs and «ё»', () => {
    const columns = [column('number', 'Номер инцидента'), column('text', 'Счёт')];
    expect(guessFederalColumns(['НОМЕР  инцидента:', 'счет'], { columns })).toEqual({
      number: 'НОМЕР  инцидента:',
      text: 'счет',
    });
  });

  test('is the own title before another name, and each column means one thing', () => {
    const columns = [column('text', 'Текст', 'ссылка'), column('url', 'Ссылка', 'текст')];
    expect(guessFederalColumns(['Ссылка', 'Текст'], { columns })).toEqual({ text: 'Текст', url: 'Ссылка' });
    expect(guessFederalColumns(['Ссылка'], { columns })).toEqual({ url: 'Ссылка' });
    const both = [column('text', 'Один', 'общий'), column('url', 'Два', 'общий')];
    expect(guessFederalColumns(['Общий'], { columns: both })).toEqual({ text: 'Общий' });
  });

  test('is nothing where the pack knows no such name', () => {
    expect(guessFederalColumns(['Погода'], pack)).toEqual({});
    expect(guessFederalColumns(['№ инцидента', 'Ссылка на пост', 'Соцсеть'], pack)).toEqual({
      number: '№ инцидента',
      url: 'Ссылка на пост',
      network: 'Соцсеть',
    });
  });
});

describe('a state', () => {
  test.each([
    ['Новый', 'new'],
    ['В РАБОТЕ', 'work'],
    ['Отклонён', 'rejected'],
    ['отклонен', 'rejected'],
    ['Ответ дан', 'answered'],
    ['В раздумьях', null],
    ['', null],
  ])('«%s» there is %s', (status, stage) => {
    expect(readFederalStage(status, pack)).toBe(stage);
  });

  test('of ours is one of theirs', () => {
    const told = Object.fromEntries(incidentStatuses.map((status) => [status, stageOfIncident(status)]));
    expect(told).toEqual({
      captured: 'new',
      dismissed: 'rejected',
      sorted: 'work',
      sent: 'work',
      refused: 'work',
      accepted: 'work',
      approval: 'work',
      published: 'answered',
      dialogue: 'answered',
      interim: 'answered',
      closed: 'closed',
      merged: 'closed',
      converted: 'closed',
    });
  });

  test('is called as the pack calls it, else by its code', () => {
    expect(federalStageTitle('answered', pack)).toBe('Ответ опубликован');
    expect(federalStageTitle('answered', { statuses: [] })).toBe('answered');
  });
});
