import type { Ids } from '@espresso/kernel';
import type { Api } from '@espresso/ui/api';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { BusStore } from '../store/bus.ts';
import type { PlaceStore } from '../store/place.ts';

/** What every view works with. */
export interface Explorer {
  /** Of the bar that is looked at: the real one, or a sandbox. */
  readonly api: Api;
  /** Always of the real bar. */
  readonly real: Api;
  readonly ids: Ids;
  readonly bus: BusStore;
  readonly places: PlaceStore;
  /** Whether this person may act, beyond looking. */
  readonly mayAct: boolean;
  readonly worksEverywhere: boolean;
  /** Says a short word about what was done. */
  readonly say: (text: string) => void;
}

export const ExplorerContext = createContext<Explorer | undefined>(undefined);

export const useExplorer = (): Explorer => {
  const explorer = useContext(ExplorerContext);
  if (explorer === undefined) throw new TypeError('no Explorer around this view');
  return explorer;
};
