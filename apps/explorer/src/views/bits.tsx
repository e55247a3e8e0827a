import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { BusEvent } from '../wire.ts';

/** The context that tells of an event, by its source. */
export const ownerOf = (source: string): string => source.replace(/^espresso\./, '');

/** Twelve looks: a hue and a shape, so that neighbours differ even without colour; the name always stands beside it. */
const LOOKS = 12;
const known = [
  'shop',
  'validator',
  'order-processor',
  'order-manager',
  'inventory',
  'counting',
  'identity',
  'metrics',
  'journey',
  'aws.states',
];
export const lookOf = (owner: string): number => {
  const place = known.indexOf(owner);
  if (place !== -1) return place;
  let sum = 0;
  for (const letter of owner) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_009;
  return sum % LOOKS;
};

export const OwnerMark = ({ owner }: { readonly owner: string }) => (
  <span class="owner-mark" data-look={lookOf(owner)} aria-hidden="true" />
);

/** The name of an event's type, its context quieter than what happened. */
export const TypeName = ({ type }: { readonly type: string }) => {
  const dot = type.lastIndexOf('.');
  return (
    <span class="type-name">
      {dot === -1 ? null : <span class="soft">{type.slice(0, dot + 1)}</span>}
      {type.slice(dot + 1)}
    </span>
  );
};

/** How people call the order of an event: its number where it has one, else the end of its id. */
export const orderNameOf = ({ detail, correlationId }: BusEvent): string | undefined => {
  const { orderNumber } = detail;
  if (typeof orderNumber === 'number') return `#${orderNumber}`;
  return correlationId === undefined ? undefined : `…${correlationId.slice(-4)}`;
};

/** A state of affairs as sign and word. */
export const Pill = ({
  kind,
  children,
}: {
  readonly kind: 'good' | 'warn' | 'bad' | 'wait' | 'quiet';
  readonly children: ComponentChildren;
}) => (
  <span class="pill" data-kind={kind}>
    <span aria-hidden="true">{{ good: '✓', warn: '!', bad: '✕', wait: '◔', quiet: '·' }[kind]}</span> {children}
  </span>
);

/** Names and what they stand for. */
export const Facts = ({ rows }: { readonly rows: readonly (readonly [name: string, value: ComponentChildren])[] }) => (
  <dl class="facts">
    {rows.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

/** What unfolds when it is opened, and costs nothing before. */
export const Unfolds = ({
  summary,
  open = false,
  kind,
  children,
}: {
  readonly summary: ComponentChildren;
  readonly open?: boolean;
  readonly kind?: 'fold';
  readonly children: () => ComponentChildren;
}) => {
  const [isOpen, setOpen] = useState(open);
  return (
    <details class={kind} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {isOpen ? children() : null}
    </details>
  );
};

/** A part of a panel that can be folded away. */
export const Fold = ({
  title,
  open = false,
  children,
}: {
  readonly title: ComponentChildren;
  readonly open?: boolean;
  readonly children: ComponentChildren;
}) => (
  <details class="fold" open={open}>
    <summary>{title}</summary>
    <div class="stack">{children}</div>
  </details>
);
