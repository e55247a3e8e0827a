import { newOrder } from '@coffee/validator/contract';
import {
  accept,
  type Accepted,
  type executionStatusChanged,
  type FieldsOf,
  type Received,
  type Work,
} from '@espresso/contract';
import { isJsonObject, parseJson } from '@espresso/kernel';
import { orderFailed } from '../contract/index.ts';
import { failures, places } from '../tables.ts';

const KEPT_SECONDS = 7 * 86_400;

/**
 * The order's workflow failed, timed out as a whole or was stopped, so no state of it could clean up:
 * its place is given back here, and everybody is told, once.
 */
export const onWorkflowFailed = async (
  { detail: { input, error, status } }: Received<typeof executionStatusChanged>,
  work: Work,
): Promise<Accepted<undefined>> => {
  const order = orderIn(input);
  // Somebody started the workflow by hand, with something that is no order: nobody waits to be told.
  if (order === undefined) return accept();
  const { orderId, shopId, customerId } = order;
  const told = await work.get(failures, { orderId });
  if (told !== undefined) return accept();

  const queue = await work.get(places, { shopId });
  const held = queue?.holders?.has(orderId) === true;
  const reason = error ?? status;
  return accept({
    write: [
      failures.create({
        orderId,
        error: reason,
        atMs: work.nowMs,
        expiresAt: Math.ceil(work.nowMs / 1000) + KEPT_SECONDS,
      }),
      ...(held
        ? [places.update({ shopId }, 'DELETE holders :orders', { values: { ':orders': new Set([orderId]) } })]
        : []),
    ],
    emit: [orderFailed({ orderId, shopId, customerId, error: reason })],
  });
};

/** The order an execution was started with: its input is the whole event. */
const orderIn = (input: string): FieldsOf<typeof newOrder> | undefined => {
  const event = parsed(input);
  const order = newOrder.schema.safeParse(isJsonObject(event) ? event['detail'] : undefined);
  return order.success ? order.data : undefined;
};

const parsed = (text: string) => {
  try {
    return parseJson(text);
  } catch {
    // AWS leaves the input out of its event when it is too large.
    return undefined;
  }
};
