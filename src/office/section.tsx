/** A part of the page under its heading, with what can be done to the whole of it at the end of the line. */
import { type ReactNode, useId } from 'react';

export function Section(props: {
  readonly title: string;
  readonly detail?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-4">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h2 id={id} className="text-xl font-medium">
            {props.title}
          </h2>
          {props.detail ? <span className="text-ink-faint">{props.detail}</span> : null}
        </div>
        {props.action}
      </div>
      {props.children}
    </section>
  );
}
