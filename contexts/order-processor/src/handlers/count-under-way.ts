import { accept, serve } from '@espresso/contract';
import { countUnderWay } from '../contract/index.ts';
import { places } from '../tables.ts';

export const serveCountUnderWay = serve(countUnderWay, async ({ shopId }, work) => {
  const queue = await work.get(places, { shopId });
  return accept({ reply: { underWay: queue?.holders?.size ?? 0 } });
});
