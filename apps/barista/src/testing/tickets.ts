import type { Ticket } from '../model/ticket.ts';

export const noonMs = Date.parse('2026-06-01T12:00:00.000Z');

/** A queued flat white with oat milk, as any test may have it. */
export const aTicket = (more: Partial<Ticket> = {}): Ticket => {
  const orderNumber = more.orderNumber ?? 42;
  return {
    orderId: `order-${orderNumber}`,
    orderNumber,
    status: 'queued',
    drink: { name: 'Flat White', icon: 'flat-white', modifiers: ['Oat milk', 'House blend'] },
    queuedMs: noonMs,
    makeBy: new Date(noonMs + 15 * 60_000).toISOString(),
    ...more,
  };
};

export const cy = { baristaId: 'staff-cy', name: 'Cy' };
export const ana = { baristaId: 'staff-ana', name: 'Ana' };
