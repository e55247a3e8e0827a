import { availabilityChanged } from '@coffee/inventory/contract';
import { accept, on } from '@espresso/contract';
import { offers } from '../tables.ts';

/** Keeps what the inventory said last; what was said before that and arrives later is not heard. */
export const onAvailabilityChanged = on([availabilityChanged], async ({ detail }, work) => {
  const { shopId, ingredientsOut, drinksOut, revision } = detail;
  const offer = await work.get(offers, { shopId });
  if (offer === undefined || offer.availabilityRevision >= revision) return accept();
  return accept({
    write: [offers.replace({ ...offer, ingredientsOut, drinksOut, availabilityRevision: revision })],
  });
});
