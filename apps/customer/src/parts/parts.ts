import type { Language, Translate } from '@espresso/ui/i18n';
import type { PageState } from '../model/page-state.ts';
import type { Menu, Order, Shop, Wait } from '../model/shapes.ts';
import type { PushState } from '../push.ts';
import type { Key } from '../messages/index.ts';

/** What every part of the page is given to speak with. */
export interface Speaks {
  readonly t: Translate<Key>;
  readonly language: Language;
}

/** What a script adds to the page; the server writes it without. */
export interface Actions {
  readonly order: (form: HTMLFormElement) => void;
  readonly choose: (form: HTMLFormElement) => void;
  readonly moreTime: () => void;
  readonly pick: (form: HTMLFormElement) => void;
  readonly prove: (code: string) => void;
  readonly proveAgain: () => void;
  readonly stop: () => void;
  /** Rings and lights up when it is ready, and wakes the phone where that is possible. */
  readonly tell: () => void;
  readonly mail: (wanted: boolean) => void;
  readonly seen: () => void;
  readonly askToCancel: (asked: boolean) => void;
  readonly cancel: () => void;
  readonly askToForget: (asked: boolean) => void;
  readonly forget: () => void;
}

/** What passes, and what only a script knows. */
export interface Passing {
  readonly picked?: string | undefined;
  readonly sending?: boolean;
  readonly offline?: boolean;
  readonly busy?: boolean;
  readonly secondsLeft?: number | undefined;
  readonly soundOn?: boolean;
  /** What became of the wish to be told with the page closed. */
  readonly push?: PushState | undefined;
  /** The news is still ringing. */
  readonly ringing?: boolean;
  readonly cancelAsked?: boolean;
  readonly forgetAsked?: boolean;
  /** The address was deleted a moment ago. */
  readonly forgotten?: boolean;
}

/** What the parts of an order's page are given. */
export interface StatusProps extends Speaks {
  readonly order: Order;
  readonly shop: Shop | undefined;
  readonly menu: Menu | undefined;
  readonly wait: Wait | undefined;
  readonly notices: PageState['notices'];
  readonly passing: Passing;
  /** Absent without a script: then there is a form, and no sound. */
  readonly actions?: Actions;
  readonly problem?: string | undefined;
}
