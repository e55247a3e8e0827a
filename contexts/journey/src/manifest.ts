import { defineContext, type AnyEvent, type WorkflowDefinition } from '@espresso/contract';
import { isOfOrder, keepStep } from './handlers/keep-step.ts';
import { showJourney } from './handlers/show-journey.ts';
import { trail } from './tables.ts';
import { workflowSteps } from './workflow-steps.ts';

/** What this context tells from: the catalogue of events, and the workflows whose steps it names. */
export interface Sources {
  readonly events: readonly AnyEvent[];
  readonly workflows?: readonly WorkflowDefinition[];
}

/** The context that tells an order's story. It asks nobody and changes nothing: whatever it knows, it heard. */
export const journey = ({ events, workflows = [] }: Sources) => {
  const ofOrders = events.filter(isOfOrder);
  const words = {
    events: new Map(ofOrders.map((event) => [event.detailType, event])),
    workflowSteps: workflowSteps(workflows),
  };
  return defineContext({
    name: 'journey',
    purpose: 'Tells the story of an order, event by event: what happened, and who waited for whom.',
    subscribes: { keepStep: keepStep(ofOrders) },
    tables: [trail],
    routes: [showJourney(words)],
  });
};

export { renderJourney } from './page/render-journey.ts';
export { style as journeyStyle } from './page/style.ts';
