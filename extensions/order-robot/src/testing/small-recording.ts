/** A recording small enough to read: three orders of one morning, one of them cut off at both ends. Made up. */
export const smallRecording = JSON.stringify([
  event('Validator.NewOrder', '09:00:00', { orderId: 'a', userId: 'robot' }),
  event('OrderProcessor.WorkflowStarted', '09:00:01', { orderId: 'a', TaskToken: 'secret' }),
  event('ProducerRobot.FulfillOrder', '09:00:11', {
    orderId: 'a',
    action: '',
    body: { drink: 'Caffe Latte', modifiers: [] },
  }),
  event('OrderProcessor.WaitingCompletion', '09:00:12', { orderId: 'a', orderNumber: '7' }),
  event('OrderManager.WaitingCompletion', '09:00:30', {
    orderId: 'b',
    drinkOrder: { drink: 'Flat White', modifiers: [] },
  }),
  event('Somebody.Else', '09:00:40', { orderId: 'never' }),
  event('OrderManager.OrderFAIR-COMPLETED', '09:01:12', { orderId: 'a', ORDERSTATE: 'FAIR-COMPLETED' }),
  event('OrderProcessor.orderFinished', '09:01:13', { orderId: 'a' }),
  event('OrderManager.OrderFAIR-CANCELLED', '09:01:20', { orderId: 'b' }),
  event('OrderProcessor.orderFinished', '09:01:21', { orderId: 'b' }),
  event('OrderProcessor.WorkflowStarted', '09:01:30', { orderId: 'c' }),
]);

function event(type: string, time: string, detail: Readonly<Record<string, unknown>>) {
  return { version: '0', id: type + time, 'detail-type': type, source: 'a.bar', time: `2026-03-02T${time}Z`, detail };
}
