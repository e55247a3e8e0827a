import { flag, list, maybe, number, object, table, text, word, type Of, type Read } from '@espresso/ui/read';
import type { MenuDraft, RecipeLineDraft } from './model/menu-draft.ts';
import type { Waits } from './model/hours.ts';

/** What this page asks of the API's replies. */

export const roles = ['owner', 'barista', 'display', 'viewer'] as const;
export type Role = (typeof roles)[number];
const role = word(...roles);

export const session = object({
  kind: word('anonymous', 'customer', 'staff'),
  staffId: maybe(text),
  name: maybe(text),
  role: maybe(role),
  shopId: maybe(text),
});
export type Session = Of<typeof session>;

export const shop = object({
  shopId: text,
  name: text,
  status: word('open', 'closed', 'paused', 'draining'),
  reason: text,
  /** When it opens by itself. */
  opensAt: maybe(text),
  /** After a last call: until when orders are taken. */
  lastOrdersAt: maybe(text),
});
export type Shop = Of<typeof shop>;
export const shops = object({ shops: list(shop) });

export const settings = object({
  drinksPerCode: number,
  codeWindowSeconds: number,
  queueLimit: number,
  ordersPerCustomer: number,
  customerTimeoutSeconds: number,
  baristaTimeoutSeconds: number,
  emailPolicy: word('trust', 'prove'),
  pickupLocation: text,
});
export type Settings = Of<typeof settings>;

const amountOf = object({ ingredient: text, amount: number });
const amountFrom = object({ from: text, amount: number });
const recipeLine: Read<RecipeLineDraft> = (json, place) =>
  typeof json === 'object' && json !== null && 'from' in json ? amountFrom(json, place) : amountOf(json, place);

const translations = maybe(table(object({ name: maybe(text), description: maybe(text) })));
const labels = maybe(object({ allergens: maybe(list(text)), vegan: maybe(flag), caffeine: maybe(flag) }));
const named = { id: text, name: text, translations };

export const writtenMenu: Read<MenuDraft> = object({
  language: text,
  drinks: list(
    object({
      ...named,
      description: text,
      labels,
      icon: text,
      available: flag,
      sizes: list(object({ ...named, factor: number })),
      groups: list(text),
      recipe: list(recipeLine),
    }),
  ),
  groups: list(
    object({
      ...named,
      min: number,
      max: number,
      defaults: list(text),
      options: list(object({ ...named, available: flag, ingredient: maybe(text), adds: list(amountOf), labels })),
    }),
  ),
  ingredients: list(object({ ...named, unit: word('g', 'ml', 'piece') })),
});

const stockLine = object({
  ingredientId: text,
  name: text,
  unit: word('g', 'ml', 'piece'),
  left: maybe(number),
  out: flag,
});
export const stock = object({ stock: list(stockLine) });
export type StockLine = Of<typeof stockLine>;
export const oneStockLine = stockLine;

const member = object({
  staffId: text,
  name: text,
  role,
  shopId: maybe(text),
  joinedAt: text,
  revokedAt: maybe(text),
});
export type Member = Of<typeof member>;
export const staff = object({ staff: list(member), after: maybe(text) });

const invitation = object({
  invitationId: text,
  role,
  shopId: maybe(text),
  note: maybe(text),
  invitedAt: text,
  expiresAt: text,
});
export type Invitation = Of<typeof invitation>;
export const invitations = object({ invitations: list(invitation), after: maybe(text) });
export const invited = object({ invitationId: text, path: text, expiresAt: text });

export const paired = object({ name: text });
/** Where phones in the room order: on the address by which they reach this bar. */
export const door = object({ orderUrl: maybe(text) });

const waits: Read<Waits> = (json, place) =>
  json === null || json === undefined ? null : object({ p50Seconds: number, p90Seconds: number })(json, place);
const summary = object({
  orders: number,
  finished: number,
  cancelled: object({ customer: number, barista: number }),
  timedOut: object({ customer: number, barista: number }),
  refused: object({ closed: number, paused: number, noCapacity: number }),
  failed: number,
  waits: object({ order: waits, queue: waits }),
});
export const metrics = object({
  from: text,
  to: text,
  total: summary,
  hours: list(object({ from: text, summary })),
});

export const faults = list(object({ pointer: text, detail: text }));

/** A reply nobody looks into. */
export const anything: Read<null> = () => null;
