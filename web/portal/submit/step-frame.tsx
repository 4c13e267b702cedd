import type { FormEvent, ReactNode } from 'react';
import { PageTitle } from '../../lib/page-title.tsx';
import { ErrorSummary } from '../../ui/forms/error-summary.tsx';
import { type Step, stepCount, stepTitles } from './steps.ts';

/** One question: errors on top, the heading, the controls, and the step's action in a bar at the foot. */
export function StepFrame(props: {
  step: Step;
  /** What stands in place of the question, once it is answered. */
  title?: string;
  lead?: ReactNode;
  errors?: Readonly<Record<string, string>>;
  onSubmit: () => void;
  actions: ReactNode;
  children: ReactNode;
}): ReactNode {
  const { step, title = stepTitles[step], lead, errors = {} } = props;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit();
  };
  return (
    <form className="submit-form" onSubmit={submit} noValidate {...(step === 'what' && withoutScripts)}>
      <div className="screen">
        <ErrorSummary errors={errors} />
        <div className="question">
          <PageTitle
            key={title}
            text={`${title} ${stepCount(step)}`}
            {...(Object.keys(errors).length > 0 && { alarm: 'Ошибка' })}
          >
            {title}
          </PageTitle>
          {lead && <p>{lead}</p>}
        </div>
        {props.children}
      </div>
      <div className="next">
        <div className="stack submit-actions">{props.actions}</div>
      </div>
    </form>
  );
}

/** Where scripts do not run, or have not come yet, the first step leads to the form of one page with what it holds. */
const withoutScripts = {
  method: 'post',
  action: '/new/simple?begun=1',
  encType: 'multipart/form-data',
};
