import type { AnyEvent, ContextDefinition, Subscription, Target } from '@espresso/contract';
import { isJsonObject, unreachable, type JsonObject } from '@espresso/kernel';

/** A rule as the pages tell of it. */
export interface Rule {
  readonly context: string;
  /** `validator.onSettingsChanged` */
  readonly name: string;
  /** The types it listens to; `'*'` for everything. */
  readonly types: readonly string[] | '*';
  readonly pattern: JsonObject;
  /** Whether its pattern asks for more than a type. */
  readonly isNarrowed: boolean;
  readonly target: Target;
}

export const rulesOf = ({ name: context, subscribes }: ContextDefinition): readonly Rule[] =>
  Object.entries(subscribes).map(([rule, { events, pattern, target }]: readonly [string, Subscription]) => ({
    context,
    name: `${context}.${rule}`,
    types: events === '*' ? '*' : [...new Set(events.map(({ detailType }) => detailType))],
    pattern,
    isNarrowed: isJsonObject(pattern['detail']),
    target,
  }));

export const hears = ({ types }: Rule, event: AnyEvent): boolean => types === '*' || types.includes(event.detailType);

/** Whether a context says anything that another could act on; one that does not only listens. */
export const speaks = ({ publishes, serves }: ContextDefinition): boolean => publishes.length + serves.length > 0;

/** What a target does, in a few words. */
export const actOf = (target: Target): string => {
  switch (target.type) {
    case 'handler':
      return 'a handler';
    case 'effect':
      return 'an effect outside the store';
    case 'workflow':
      return `starts \`${target.workflow.name}\``;
    default:
      return unreachable(target);
  }
};
