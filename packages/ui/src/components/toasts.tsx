import { Button } from './button.tsx';

/** A short word about what just happened, with one thing to do about it. */
export interface Toast {
  readonly id: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** The toasts of a page: a place that is always there, so that readers hear what comes. */
export const Toasts = ({ toasts }: { readonly toasts: readonly Toast[] }) => (
  <div class="toasts" role="status">
    {toasts.map(({ id, text, action }) => (
      <div class="toast" key={id}>
        <span>{text}</span>
        {action === undefined ? null : <Button onClick={action.run}>{action.label}</Button>}
      </div>
    ))}
  </div>
);
