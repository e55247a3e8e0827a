import { EspressoError } from '@espresso/kernel';
import type { z } from 'zod';
import type { Outcome } from './outcome.ts';
import type { Work } from './work.ts';

/** What staff may be. An owner may do everything a barista may, and so on down; a display only shows. */
export const staffRoles = ['owner', 'barista', 'display', 'viewer'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Who is asking. Told by the session token alone, never by what the request says of itself. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'customer';
      readonly customerId: string;
      readonly shopId: string;
      readonly sessionId: string;
      /** Whether the e-mail address was proved: one that was only typed may be somebody else's. */
      readonly proved: boolean;
    }
  | {
      readonly kind: 'staff';
      readonly staffId: string;
      readonly name: string;
      readonly role: StaffRole;
      /** The one shop this session is for; every shop without one. */
      readonly shopId?: string;
      readonly sessionId: string;
    };

/** Who may call a route at all. `'anyone'` needs no session; `'customer'` is a customer's session; a role is that role or one above it. */
export type Access = readonly ('anyone' | 'customer' | StaffRole)[];

/** A request, parsed by its route's schemas. */
export interface RouteRequest<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly caller: Caller;
}

/** Whether a route only reads, or is a command that commits; a command takes an idempotency key. */
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A route of the API, as data. */
export interface RouteDefinition<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
  Reason extends string = string,
> {
  readonly kind: 'route';
  readonly method: Method;
  /** With parameters in braces, as OpenAPI writes them: `/api/shops/{shopId}`. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly reply: Reply;
  /** How long a body may be, in bytes, where what is usual is too little. */
  readonly bodyBytesMax?: number;
  /** The HTTP status of the reply: 201 where something new is made, which its id tells of; 200 without one. */
  readonly status?: 200 | 201 | 202;
  /**
   * Every refusal, with its HTTP status, its title, and a sentence for the person where the handler has no particulars
   * to tell (and where a write or a resume says `otherwise`).
   */
  readonly refusals: Readonly<Record<Reason, readonly [status: number, title: string, sentence?: string]>>;
}

/** A route together with the code that answers it. */
export interface ServedRoute {
  readonly route: RouteDefinition;
  /** @throws InvalidRequest when a part of the request does not fit its schema */
  readonly run: (request: RouteRequest<unknown, unknown, unknown>, work: Work) => Promise<Outcome<unknown>>;
}

/** A request that does not fit its route: which field, what was wrong, what would be right. */
export class InvalidRequest extends EspressoError {
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];

  constructor(errors: InvalidRequest['errors']) {
    super(`invalid request: ${errors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; ')}`);
    this.errors = errors;
  }
}

/** Pairs a route with its handler; the compiler holds the handler to the route's reply and refusals. */
export const route = <
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Reply extends z.ZodType,
  const Reason extends string = never,
>(
  definition: Omit<RouteDefinition<Params, Query, Body, Reply, Reason>, 'kind'>,
  handler: (
    request: RouteRequest<z.output<Params>, z.output<Query>, z.output<Body>>,
    work: Work,
  ) => Promise<Outcome<z.input<Reply>, Reason>>,
): ServedRoute => ({
  route: { ...definition, kind: 'route' },
  run: (request, work) => {
    const params = definition.params.safeParse(request.params);
    const query = definition.query.safeParse(request.query);
    const body = definition.body.safeParse(request.body);
    if (params.success && query.success && body.success) {
      return handler({ params: params.data, query: query.data, body: body.data, caller: request.caller }, work);
    }
    throw new InvalidRequest([
      ...issuesAt('#/params', params.error),
      ...issuesAt('#/query', query.error),
      ...issuesAt('#/body', body.error),
    ]);
  },
});

/** What does not fit, as JSON pointers from `place` (RFC 6901), each with what is wrong there. */
export const issuesAt = (place: string, error: z.ZodError | undefined): InvalidRequest['errors'] =>
  (error?.issues ?? []).map(({ path, message }) => ({
    pointer: [place, ...path.map((part) => escape(String(part)))].join('/'),
    detail: message,
  }));

const escape = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * Whether something is the caller's own. Who proved an address owns all that its customer has; who only typed one, what was
 * begun in this very session, since anybody may type it.
 */
export const owns = (
  caller: Caller,
  { customerId, sessionId }: { readonly customerId: string; readonly sessionId?: string | undefined },
): boolean =>
  caller.kind === 'customer' && caller.customerId === customerId && (caller.proved || caller.sessionId === sessionId);

/** Whether the caller is staff of this shop: a session without a shop is staff of every shop. */
export const worksAt = (caller: Caller, shopId: string): caller is Caller & { readonly kind: 'staff' } =>
  caller.kind === 'staff' && (caller.shopId === undefined || caller.shopId === shopId);
