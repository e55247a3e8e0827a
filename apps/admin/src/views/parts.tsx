import { Notice } from '@espresso/ui';
import type { ComponentChildren } from 'preact';
import type { Reply } from '../store/use-reply.ts';
import { useWords } from './words.ts';

/** A page of the desk: what it is about, and what can be done about it. */
export const Page = ({
  title,
  about,
  actions,
  children,
}: {
  readonly title: string;
  readonly about?: string;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}) => (
  <>
    <header class="page-head">
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {about === undefined ? null : <p class="soft">{about}</p>}
      </div>
      {actions === undefined ? null : <div class="row">{actions}</div>}
    </header>
    {children}
  </>
);

/** Shows what was read, or says that it is on its way or out of reach. */
export const Shown = <T,>({
  reply,
  children,
}: {
  readonly reply: Reply<T>;
  readonly children: (value: T) => ComponentChildren;
}) => {
  const t = useWords();
  switch (reply.state) {
    case 'loading':
      return (
        <p class="soft waiting" role="status">
          {t('loading')}
        </p>
      );
    case 'missing':
      return <Notice kind="bad">{reply.detail ?? t('notReached')}</Notice>;
    case 'here':
      return <>{children(reply.value)}</>;
  }
};

/** One of a few words, as a drop-down list. */
export const Select = <Id extends string>({
  id,
  label,
  hint,
  from,
  chosen,
  onChange,
  hideLabel = false,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly from: readonly { readonly id: Id; readonly label: string }[];
  readonly chosen: Id | undefined;
  readonly onChange: (id: Id) => void;
  readonly hideLabel?: boolean;
}) => (
  <div class="field">
    <label for={id} class={hideLabel ? 'aside' : ''}>
      {label}
    </label>
    {hint === undefined ? null : (
      <span class="hint" id={`${id}-hint`}>
        {hint}
      </span>
    )}
    <select
      id={id}
      class="input"
      value={chosen}
      {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
      onChange={(event) => {
        const found = from.find((one) => one.id === event.currentTarget.value);
        if (found !== undefined) onChange(found.id);
      }}
    >
      {from.map((one) => (
        <option key={one.id} value={one.id} selected={one.id === chosen}>
          {one.label}
        </option>
      ))}
    </select>
  </div>
);

/** Moves a thing one place up or down: what dragging does elsewhere, for every hand. */
export const MoveButtons = ({
  name,
  isFirst,
  isLast,
  onMove,
}: {
  readonly name: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (by: 1 | -1) => void;
}) => {
  const t = useWords();
  return (
    <span class="moves">
      <button
        type="button"
        class="icon-button"
        disabled={isFirst}
        aria-label={t('moveUp', { name })}
        onClick={() => onMove(-1)}
      >
        ↑
      </button>
      <button
        type="button"
        class="icon-button"
        disabled={isLast}
        aria-label={t('moveDown', { name })}
        onClick={() => onMove(1)}
      >
        ↓
      </button>
    </span>
  );
};

/** Takes something away; says what. */
export const RemoveButton = ({ name, onRemove }: { readonly name: string; readonly onRemove: () => void }) => {
  const t = useWords();
  return (
    <button type="button" class="icon-button" aria-label={t('remove', { name })} onClick={onRemove}>
      ✕
    </button>
  );
};
