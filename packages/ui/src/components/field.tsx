import type { InputHTMLAttributes, JSX } from 'preact';

interface Texts {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with what was typed, and what would be right. */
  readonly fault?: string | undefined;
}

interface Typing {
  readonly name: string;
  readonly type?: 'text' | 'email' | 'number';
  readonly value?: string | undefined;
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly autocomplete?: string;
  readonly autocapitalize?: 'off' | 'characters' | 'sentences' | 'words';
  /** Which keyboard a phone shows. */
  readonly inputMode?: 'text' | 'email' | 'numeric' | 'decimal';
  readonly min?: number;
  readonly max?: number;
  readonly placeholder?: string;
  /** The language of what is typed, where it is not the page's. */
  readonly lang?: string;
  readonly dir?: 'auto' | 'ltr' | 'rtl';
  readonly disabled?: boolean;
  readonly onInput?: (value: string) => void;
}

/** A labelled line of text. Hint and fault are tied to it, so readers say them with the label. */
export const TextField = ({ id, label, hint, fault, onInput, type = 'text', ...typing }: Texts & Typing) => {
  const told = [hint === undefined ? '' : `${id}-hint`, fault === undefined ? '' : `${id}-fault`].join(' ').trim();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint === undefined ? null : (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {inputOf(type, {
        ...typing,
        id,
        class: 'input',
        spellcheck: false,
        ...(fault !== undefined && { 'aria-invalid': true }),
        ...(told !== '' && { 'aria-describedby': told }),
        onInput: (event) => onInput?.(event.currentTarget.value),
      })}
      {fault === undefined ? null : (
        <span class="fault" id={`${id}-fault`} role="alert">
          {fault}
        </span>
      )}
    </div>
  );
};

/** Which attributes an input takes hangs on its type, so each is written out. */
const inputOf = (
  type: NonNullable<Typing['type']>,
  rest: Omit<InputHTMLAttributes, 'type' | 'role' | 'list'>,
): JSX.Element => {
  switch (type) {
    case 'email':
      return <input {...rest} type="email" />;
    case 'number':
      return <input {...rest} type="number" />;
    case 'text':
      return <input {...rest} type="text" />;
  }
};
