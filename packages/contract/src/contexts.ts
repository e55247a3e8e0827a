import type { AnyEvent } from './events.ts';
import { holdToOwnEvents } from './own-events.ts';
import type { ServedFunction } from './serve.ts';
import type { ServedRoute } from './routes.ts';
import type { Subscription } from './subscriptions.ts';
import type { AnyTable } from './tables.ts';
import type { WorkflowDefinition } from './workflows.ts';

/** A bounded context, or an extension, as data: what the host runs, CDK deploys and the catalogue shows. */
export interface ContextDefinition<Name extends string = string> {
  readonly kind: 'context' | 'extension';
  readonly name: Name;
  /** What it is for, in a sentence. */
  readonly purpose: string;
  readonly publishes: readonly AnyEvent[];
  /** Its rules, by name: the rule's full name is `context.rule`. */
  readonly subscribes: Readonly<Record<string, Subscription>>;
  readonly serves: readonly ServedFunction[];
  readonly tables: readonly AnyTable[];
  readonly workflows: readonly WorkflowDefinition[];
  readonly routes: readonly ServedRoute[];
}

type Parts<Name extends string> = Partial<Omit<ContextDefinition<Name>, 'kind' | 'name' | 'purpose' | 'publishes'>> & {
  readonly name: Name;
  readonly purpose: string;
  /** Only its own events: the compiler refuses another's. */
  readonly publishes?: readonly (AnyEvent & { readonly owner: NoInfer<Name> })[];
};

/** A bounded context of the coffee bar. */
export const defineContext = <const Name extends string>(parts: Parts<Name>): ContextDefinition<Name> =>
  define('context', parts);

/** A capability added from outside, by rules alone. */
export const defineExtension = <const Name extends string>(parts: Parts<Name>): ContextDefinition<Name> =>
  define('extension', parts);

const nothing = { publishes: [], subscribes: {}, serves: [], tables: [], workflows: [], routes: [] };

const define = <Name extends string>(kind: ContextDefinition['kind'], parts: Parts<Name>): ContextDefinition<Name> => {
  const whole = { kind, ...nothing, ...parts };
  return { ...whole, ...holdToOwnEvents(whole.name, whole.publishes, whole) };
};
