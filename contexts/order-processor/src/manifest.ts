import { walkUpTaken } from '@coffee/order-manager/contract';
import { newOrder } from '@coffee/validator/contract';
import { defineContext, executionStatusChanged, on, startOn } from '@espresso/contract';
import {
  drinkUnavailable,
  orderCancelled,
  orderFailed,
  orderFinished,
  orderTimedOut,
  shopUnavailable,
  waitingCompletion,
  workflowStarted,
} from './contract/index.ts';
import { serveCountUnderWay } from './handlers/count-under-way.ts';
import { onWorkflowFailed } from './handlers/on-workflow-failed.ts';
import { failures, places } from './tables.ts';
import { orderProcessorWorkflow } from './workflow/order-processor.ts';

/** The context that carries every order through its journey. */
export const orderProcessor = defineContext({
  name: 'order-processor',
  purpose: 'Carries every order from the scanned code to one of its ends, and gives back what it took.',
  publishes: [
    shopUnavailable,
    workflowStarted,
    drinkUnavailable,
    waitingCompletion,
    orderFinished,
    orderCancelled,
    orderTimedOut,
    orderFailed,
  ],
  subscribes: {
    startOrder: startOn(newOrder, orderProcessorWorkflow),
    startWalkUp: startOn(walkUpTaken, orderProcessorWorkflow),
    onWorkflowFailed: on([executionStatusChanged], onWorkflowFailed, {
      detail: {
        stateMachineArn: [{ suffix: `:${orderProcessorWorkflow.name}` }],
        status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
      },
    }),
  },
  serves: [serveCountUnderWay],
  tables: [places, failures],
  workflows: [orderProcessorWorkflow],
});
