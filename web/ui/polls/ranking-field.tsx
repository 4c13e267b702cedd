import type { ReactNode } from 'react';
import type { Question } from '../../../shared/contract/participation/questionnaire.ts';
import { boundsOf } from '../../../shared/text/participation/questions.ts';
import { announce } from '../../lib/announce.ts';
import { Button, IconButton } from '../button.tsx';

/** Options in the person's own order, by buttons: nothing has to be dragged. */
export function RankingField(props: {
  legend: string;
  question: Question;
  id: string;
  error: string | undefined;
  options: Question['options'];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}): ReactNode {
  const { options, chosen, id, error } = props;
  const { most } = boundsOf(props.question);
  const titleOf = (option: string): string => options.find((one) => one.id === option)?.title ?? option;
  const put = (next: string[], words: string) => {
    props.onChange(next);
    announce(words);
  };
  const rest = options.filter((option) => !chosen.includes(option.id));
  return (
    <fieldset className={error ? 'field field--error' : 'field'} aria-describedby={`${id}-hint`}>
      <legend className="field__label">{props.legend}</legend>
      <p className="field__hint" id={`${id}-hint`}>
        {props.question.hint} Нажимайте в порядке важности: первым — главное.
      </p>
      {error && <p className="error">{error}</p>}
      <Placed chosen={chosen} titleOf={titleOf} put={put} />
      {chosen.length < most && (
        <div className="poll__rest">
          {rest.map((option, at) => (
            <Button
              key={option.id}
              id={at === 0 ? id : undefined}
              onClick={() => put([...chosen, option.id], `${option.title} на ${chosen.length + 1} месте`)}
            >
              {option.title}
            </Button>
          ))}
        </div>
      )}
    </fieldset>
  );
}

/** What has its place already, with the ways to move it. */
function Placed(props: {
  chosen: readonly string[];
  titleOf: (option: string) => string;
  put: (next: string[], words: string) => void;
}): ReactNode {
  const { chosen, titleOf, put } = props;
  return (
    <ol className="poll__ranking">
      {chosen.map((option, at) => (
        <li key={option}>
          <span>
            {at + 1}. {titleOf(option)}
          </span>
          <span className="cluster">
            {at > 0 && (
              <IconButton
                icon="up"
                kind="quiet"
                label={`Выше: ${titleOf(option)}`}
                onClick={() => put(moved(chosen, at), `${titleOf(option)} теперь на ${at} месте`)}
              />
            )}
            <IconButton
              icon="close"
              kind="quiet"
              label={`Убрать: ${titleOf(option)}`}
              onClick={() =>
                put(
                  chosen.filter((one) => one !== option),
                  `${titleOf(option)} убрано`,
                )
              }
            />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** One place up. */
const moved = (chosen: readonly string[], at: number): string[] => {
  const [one] = chosen.slice(at, at + 1);
  const others = chosen.filter((_, index) => index !== at);
  return one === undefined ? others : others.toSpliced(at - 1, 0, one);
};
