import type { ReactNode } from 'react';
import type {
  OptionFigures,
  PollFigures,
  QuestionFigures,
} from '../../../shared/contract/participation/poll-figures.ts';
import type { PollKind } from '../../../shared/contract/participation/polls.ts';
import { formatDecimal, formatNumber, formatPercent } from '../../../shared/text/numbers.ts';
import { NONE } from '../../../shared/text/participation/result-sentences.ts';
import { acted, counted } from '../../../shared/text/plural.ts';
import { capitalise } from '../../../shared/text/words.ts';
import { CityMap } from '../map/city-map.tsx';
import { MapMarker } from '../map/map-marker.tsx';
import { Section } from '../section.tsx';
import { BudgetResult } from './budget-result.tsx';
import './results.css';

const people = ['человек', 'человека', 'человек'] as const;

interface ResultWords {
  did: readonly [one: string, several: string];
  said: readonly [one: string, few: string, many: string];
  who: string;
}

/** How what people did is called: they answer, and in a vote they vote. */
const resultWords: Readonly<Record<'poll' | 'vote', ResultWords>> = {
  poll: {
    did: ['ответил', 'ответили'],
    said: ['ответ', 'ответа', 'ответов'],
    who: 'Отвечали те, кто захотел: это не выборка города.',
  },
  vote: {
    did: ['проголосовал', 'проголосовали'],
    said: ['голос', 'голоса', 'голосов'],
    who: 'Голосовали те, кто захотел: это не выборка города.',
  },
};

interface Wording {
  id: string;
  questionId: string;
  text: string;
}

/** What came out, in pictures under sentences: the same for everybody and for staff. */
export function PollResults(props: {
  kind: PollKind;
  figures: PollFigures;
  wordings: readonly Wording[];
  csv: string;
}): ReactNode {
  const { figures, wordings } = props;
  const said = resultWords[props.kind === 'vote' ? 'vote' : 'poll'];
  return (
    <div className="poll__split">
      <div className="poll__questions">
        {figures.questions.map((question) => (
          <QuestionPart
            key={`${question.id} ${question.row}`}
            said={said}
            question={question}
            smallest={figures.smallest}
            paperAt={figures.districts.findIndex(({ id }) => id === 'paper')}
            words={wordings.filter(({ questionId }) => questionId === question.id)}
          />
        ))}
      </div>
      <Turnout figures={figures} csv={props.csv} said={said} />
    </div>
  );
}

/** A question bears its own mark at the end. */
const ended = (words: string): string => (/[.?!…]$/u.test(words) ? words : `${words}.`);

function QuestionPart(props: {
  said: ResultWords;
  question: QuestionFigures;
  smallest: number;
  paperAt: number;
  words: readonly Wording[];
}): ReactNode {
  const { said, question, words } = props;
  return (
    <Section title={question.sentence} className="stack">
      <p className="small">
        {ended(`${question.title}${question.row ? ` — ${question.row}` : ''}`)}{' '}
        {question.answered !== null && `${capitalise(acted(question.answered, said.did, ...people))}.`}
      </p>
      {question.budget ? (
        <BudgetResult budget={question.budget} options={question.options} />
      ) : (
        question.options.length > 0 && <Bars options={question.options} said={said} paperAt={props.paperAt} />
      )}
      {question.cells.length > 0 && <Points question={question} smallest={props.smallest} />}
      {words.length > 0 && (
        <ul className="poll__words" aria-label="Ответы своими словами">
          {words.map(({ id, text }) => (
            <li key={id}>{text}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** `paperAt`: which of the groups of districts is of paper ballots; below nothing, none is. */
function Bars(props: { options: readonly OptionFigures[]; said: ResultWords; paperAt: number }): ReactNode {
  const { options, said, paperAt } = props;
  const most = Math.max(0, ...options.map(({ id, share }) => (id === NONE ? 0 : (share ?? 0))));
  return (
    <ul className="poll__bars">
      {options.map((option) => (
        <li key={option.id} className="poll__bar">
          <div className="poll__bar-head">
            <span>
              {option.share !== null && option.share === most && most > 0 ? (
                <b>{option.title}</b>
              ) : (
                option.title
              )}
            </span>
            <span className="poll__share">{option.share === null ? '' : formatPercent(option.share)}</span>
          </div>
          {option.share !== null && (
            <progress
              className={option.share === most && most > 0 ? 'poll__line is-first' : 'poll__line'}
              max={1}
              value={option.share}
              aria-label={`${option.title}: ${formatPercent(option.share)}`}
            />
          )}
          <p className="small">
            {option.count === null ? 'мало, чтобы показать' : counted(option.count, ...said.said)}
            {(option.byDistrict[paperAt] ?? 0) > 0 && `; из них на бумаге ${option.byDistrict[paperAt]}`}
            {option.weighted !== null && `; с весами ${option.weighted} %`}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Where people put points: the places where several did, on the map and in words. */
function Points(props: { question: QuestionFigures; smallest: number }): ReactNode {
  const { cells, outside } = props.question;
  const { smallest } = props;
  const [first] = cells;
  return (
    <>
      {first && (
        <CityMap
          className="poll__map"
          label={`Где поставили точки: ${cells.map(({ count }) => count).join(', ')}`}
          centre={first}
          zoom={13}
          fallback={null}
        >
          {(handle) =>
            cells.map(({ lat, lon, count }) => (
              <MapMarker key={`${lat} ${lon}`} handle={handle} lat={lat} lon={lon}>
                <span className="poll__dot">{count}</span>
              </MapMarker>
            ))
          }
        </CityMap>
      )}
      <p className="small">
        Точки показаны местами около 170 м, где их не меньше {smallest}.
        {outside !== null && outside > 0 && ` Ещё ${formatNumber(outside)} — там, где точек мало.`}
      </p>
    </>
  );
}

const sideTitles = { district: 'району', age: 'возрасту' } as const;

function Turnout({
  figures,
  csv,
  said,
}: {
  figures: PollFigures;
  csv: string;
  said: ResultWords;
}): ReactNode {
  const { districts, ages, turnout, weights, smallest } = figures;
  // Where districts were not asked: by phone or on paper.
  const isByWay = districts.some(({ id }) => id === '');
  return (
    <Section
      title={capitalise(acted(figures.participants, ['участвовал', 'участвовали'], ...people))}
      className="stack"
    >
      {districts.length > 0 && <GroupTable title={isByWay ? 'Как голосовали' : 'Район'} groups={districts} />}
      {ages.length > 0 && <GroupTable title="Возраст" groups={ages} />}
      {turnout.length > 0 && <TakenPart groups={turnout} />}
      {smallest > 0 && (
        <p className="small">
          Группы меньше {smallest} человек не показываем, и то, по чему их можно посчитать, тоже.
          {((districts.length > 0 && !isByWay) || ages.length > 0) &&
            ' Район и возраст участники назвали сами.'}
        </p>
      )}
      {weights && (
        <p className="small">
          «С весами» — как если бы ответили жители города по их составу (
          {weights.sides.map((side) => sideTitles[side]).join(' и ')}
          ). Это стоит точности: вместо {counted(figures.participants, 'ответа', 'ответов', 'ответов')}{' '}
          считайте {formatNumber(weights.effective)}, погрешность до {formatDecimal(weights.margin)} п. п.;
          больше всех весит один ответ за {formatDecimal(weights.largest)}.
        </p>
      )}
      {figures.whyUnweighted && <p className="small">{figures.whyUnweighted}.</p>}
      <p className="small">
        {said.who} <a href={csv}>Все числа таблицей CSV</a>
      </p>
    </Section>
  );
}

/** Of a secret vote: ballots are of no district, so who took one is told apart from what was chosen. */
function TakenPart({ groups }: { groups: PollFigures['turnout'] }): ReactNode {
  return (
    <>
      <p className="small">
        Получили бюллетень. Кто где что выбрал, не знает никто: на бюллетене района нет.
      </p>
      <GroupTable title="Район" groups={groups} />
      {groups.some(({ count }) => count === null) && (
        <p className="small">
          «Мало» — районы, где людей так немного, что число назвало бы их, и те, среди которых их не найти.
        </p>
      )}
    </>
  );
}

function GroupTable({ title, groups }: { title: string; groups: PollFigures['districts'] }): ReactNode {
  const hasTurnout = groups.some(({ turnout }) => turnout !== null);
  return (
    <table className="poll__table">
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">Человек</th>
          {hasTurnout && <th scope="col">Из жителей</th>}
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={group.id}>
            <th scope="row">{group.title}</th>
            <td>{group.count === null ? 'мало' : formatNumber(group.count)}</td>
            {hasTurnout && (
              <td>{group.turnout === null ? '—' : `${formatDecimal(100 * group.turnout)}\u00a0%`}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
