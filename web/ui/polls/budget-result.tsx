import type { ReactNode } from 'react';
import type { BudgetFigures, OptionFigures } from '../../../shared/contract/participation/poll-figures.ts';
import { UNSURE } from '../../../shared/contract/participation/questionnaire.ts';
import { formatPercent, formatRoubles } from '../../../shared/text/numbers.ts';
import { NONE } from '../../../shared/text/participation/result-sentences.ts';
import { counted } from '../../../shared/text/plural.ts';
import { Mark, type Tone } from '../mark.tsx';
import './results.css';

type State = BudgetFigures['projects'][number]['state'];

const stateMarks: Readonly<Record<State, { tone: Tone; words: string }>> = {
  funded: { tone: 'ok', words: 'получает деньги' },
  left: { tone: 'quiet', words: 'не получает' },
  tied: { tone: 'warning', words: 'равные голоса' },
  waits: { tone: 'quiet', words: 'после равных' },
};

const ruleWords: Readonly<Record<BudgetFigures['whenShort'], string>> = {
  next: 'Деньги получают проекты по числу голосов; если на следующий не хватает, смотрят тот, что дешевле.',
  stop: 'Деньги получают проекты по числу голосов, пока на следующий хватает.',
};

/** Who gets the money: projects with their voices, how much of the sum went, and what a person had to settle. */
export function BudgetResult(props: { budget: BudgetFigures; options: readonly OptionFigures[] }): ReactNode {
  const { budget, options } = props;
  const titleOf = (id: string): string => options.find((one) => one.id === id)?.title ?? id;
  const spent = budget.total - budget.left;
  return (
    <>
      <ul className="poll__bars">
        {options.map((option) => (
          <ProjectBar
            key={option.id}
            option={option}
            project={budget.projects.find(({ id }) => id === option.id)}
          />
        ))}
      </ul>
      <div className="poll__bar">
        <p>
          Распределено {formatRoubles(spent)} из {formatRoubles(budget.total)}, осталось{' '}
          {formatRoubles(budget.left)}
        </p>
        <progress
          className="poll__line is-first"
          max={budget.total}
          value={spent}
          aria-label={`Распределено ${formatRoubles(spent)} из ${formatRoubles(budget.total)}`}
        />
        <p className="small">{ruleWords[budget.whenShort]}</p>
      </div>
      {budget.settled.map(({ projects, reason, by }) => (
        <p key={projects.join(' ')} className="small">
          Голосов поровну: {projects.map((id) => `«${titleOf(id)}»`).join(', затем ')}. {reason} Так решили:{' '}
          {by}
        </p>
      ))}
    </>
  );
}

function ProjectBar(props: {
  option: OptionFigures;
  project: BudgetFigures['projects'][number] | undefined;
}): ReactNode {
  const { option, project } = props;
  const { id, title, share, count } = option;
  const isFunded = project?.state === 'funded';
  const mark = project && stateMarks[project.state];
  return (
    <li className="poll__bar">
      <div className="poll__bar-head">
        <span>{isFunded ? <b>{title}</b> : title}</span>
        <span className="poll__share">{share === null ? '' : formatPercent(share)}</span>
      </div>
      {share !== null && (
        <progress
          className={isFunded ? 'poll__line is-first' : 'poll__line'}
          max={1}
          value={share}
          aria-label={`${title}: ${formatPercent(share)}`}
        />
      )}
      <p className="small cluster">
        <span>
          {count === null ? 'мало, чтобы показать' : counted(count, 'голос', 'голоса', 'голосов')}
          {project && `, ${formatRoubles(project.cost)}`}
        </span>
        {mark && id !== NONE && id !== UNSURE && <Mark tone={mark.tone}>{mark.words}</Mark>}
      </p>
    </li>
  );
}
