import type { OrderStatus } from '../model/shapes.ts';
import type { Speaks } from './parts.ts';

const steps = ['stepReceived', 'stepQueue', 'stepMaking', 'stepReady'] as const;

/** How far each status has come; ends that are no coffee have no steps. */
const reached: Readonly<Partial<Record<OrderStatus, number>>> = {
  placed: 0,
  choosing: 0,
  submitted: 0,
  queued: 1,
  making: 2,
  ready: 3,
  collected: 4,
};

/** The way of an order as four stations; which is now, and which are done, is said in words too. */
export const Steps = ({ t, status }: Pick<Speaks, 't'> & { readonly status: OrderStatus }) => {
  const at = reached[status];
  if (at === undefined) return null;
  return (
    <ol class="steps">
      {steps.map((step, index) => (
        <li
          key={step}
          data-at={index < at ? 'done' : index === at ? 'now' : 'next'}
          {...(index === at && { 'aria-current': 'step' as const })}
        >
          <span class="dot" aria-hidden="true">
            {index < at ? '✓' : index + 1}
          </span>
          {t(step)}
          {index < at ? <span class="aside"> ({t('stepDone')})</span> : null}
        </li>
      ))}
    </ol>
  );
};
