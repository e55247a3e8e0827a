import { signal, type ReadonlySignal } from '@preact/signals';
import { placeOf, searchOf, type Place } from '../model/address.ts';

export interface PlaceStore {
  readonly place: ReadonlySignal<Place>;
  /** Goes there; `replace` leaves no step to come back to, as while typing. */
  go(change: Partial<Place>, how?: 'push' | 'replace'): void;
}

/** Keeps the page's place and its address the same. */
export const openPlace = (): PlaceStore => {
  const place = signal(placeOf(location.search));
  addEventListener('popstate', () => {
    place.value = placeOf(location.search);
  });
  return {
    place,
    go: (change, how = 'push') => {
      const next = { ...place.value, ...change };
      const search = searchOf(next);
      if (search === searchOf(place.value)) return;
      place.value = next;
      const address = `${location.pathname}${search}`;
      if (how === 'push') history.pushState(null, '', address);
      else history.replaceState(null, '', address);
    },
  };
};
