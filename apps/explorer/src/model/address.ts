import { everything, type Filter } from './filter.ts';

export const viewNames = ['bus', 'order', 'storm', 'map', 'catalogue', 'checkup', 'operate', 'sandboxes'] as const;
export type ViewName = (typeof viewNames)[number];

/** What the page shows: all of it stands in the address, so that a link shows somebody else the same. */
export interface Place {
  readonly view: ViewName;
  readonly filter: Filter;
  /** The event that is looked into. */
  readonly event: string;
  /** The order of the order view, or the execution by `machine/name`. */
  readonly order: string;
  /** The context, event type, rule or workflow looked at: `event:Validator.NewOrder`. */
  readonly item: string;
  /** How many minutes the storm board shows. */
  readonly span: string;
  readonly theatre: boolean;
  /** The sandbox that is looked at instead of the real bar; empty for the real one. */
  readonly sandbox: string;
}

export const start: Place = {
  view: 'bus',
  filter: everything,
  event: '',
  order: '',
  item: '',
  span: '',
  theatre: false,
  sandbox: '',
};

const isView = (text: string): text is ViewName => viewNames.some((name) => name === text);

/** The place an address leads to; what is not understood is passed over. */
export const placeOf = (search: string): Place => {
  const asked = new URLSearchParams(search);
  const word = (name: string): string => asked.get(name) ?? '';
  const view = word('view');
  return {
    view: isView(view) ? view : 'bus',
    filter: { pattern: word('pattern'), text: word('text'), order: word('of'), shop: word('shop'), type: word('type') },
    event: word('event'),
    order: word('order'),
    item: word('item'),
    span: word('span'),
    theatre: word('theatre') === '1',
    sandbox: word('sandbox'),
  };
};

/** The query of a place, beginning with `?`; empty for the start. */
export const searchOf = ({ view, filter, event, order, item, span, theatre, sandbox }: Place): string => {
  const told = new URLSearchParams();
  const say = (name: string, value: string): void => {
    if (value !== '') told.set(name, value);
  };
  say('sandbox', sandbox);
  say('view', view === 'bus' ? '' : view);
  say('type', filter.type);
  say('text', filter.text);
  say('of', filter.order);
  say('shop', filter.shop);
  say('pattern', filter.pattern);
  say('event', event);
  say('order', order);
  say('item', item);
  say('span', span);
  say('theatre', theatre ? '1' : '');
  const text = told.toString();
  return text === '' ? '' : `?${text}`;
};
