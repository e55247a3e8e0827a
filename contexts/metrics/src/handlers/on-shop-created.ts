import { shopCreated } from '@coffee/shop/contract';
import { accept, on } from '@espresso/contract';
import { shops } from '../tables.ts';

/** Remembers that there is such a shop; hearing of it twice changes nothing. */
export const onShopCreated = on([shopCreated], async ({ detail: { shopId } }) =>
  accept({ write: [shops.put({ shopId })] }),
);
