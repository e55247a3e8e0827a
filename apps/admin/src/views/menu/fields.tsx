import { TextField } from '@espresso/ui';
import { useState } from 'preact/hooks';
import type { MenuDraft } from '../../model/menu-draft.ts';
import type { Faults } from '../../model/menu-faults.ts';
import { Select } from '../parts.tsx';
import { useWords } from '../words.ts';

/** What every part of the editor works on. */
export interface Editing {
  readonly menu: MenuDraft;
  readonly faults: Faults;
  readonly onChange: (menu: MenuDraft) => void;
}

/** What is wrong at a path, in words; undefined where nothing is. */
export const useFault = (faults: Faults): ((path: string) => string | undefined) => {
  const t = useWords();
  return (path) => {
    const found = faults.get(path);
    if (found === undefined) return undefined;
    return typeof found === 'string' ? t(`fault-${found}`) : found.text;
  };
};

/** A path as an id of the page. */
export const idOf = (path: string): string => path.replaceAll('/', '-');

/** A number that may be no number while somebody types it. */
export const AmountField = ({
  path,
  label,
  value,
  fault,
  onChange,
}: {
  readonly path: string;
  readonly label: string;
  readonly value: number;
  readonly fault: string | undefined;
  readonly onChange: (value: number) => void;
}) => {
  const [typed, setTyped] = useState<string>();
  const shown =
    typed !== undefined && numberIn(typed) === value ? typed : Number.isNaN(value) ? (typed ?? '') : String(value);
  return (
    <TextField
      id={idOf(path)}
      name={path}
      label={label}
      inputMode="decimal"
      autocomplete="off"
      value={shown}
      fault={fault}
      onInput={(text) => {
        setTyped(text);
        onChange(numberIn(text));
      }}
    />
  );
};

const numberIn = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.replace(',', '.')));

/** Which ingredient, of those there are. */
export const IngredientSelect = ({
  path,
  label,
  menu,
  chosen,
  otherwise,
  onChange,
}: {
  readonly path: string;
  readonly label: string;
  readonly menu: MenuDraft;
  readonly chosen: string | undefined;
  /** What it says where none is chosen; left out where one has to be. */
  readonly otherwise?: string;
  readonly onChange: (ingredient: string | undefined) => void;
}) => (
  <Select
    id={idOf(path)}
    label={label}
    from={[
      ...(otherwise === undefined ? [] : [{ id: '', label: otherwise }]),
      ...menu.ingredients.map(({ id, name }) => ({ id, label: name })),
    ]}
    chosen={chosen ?? ''}
    onChange={(id) => onChange(id === '' ? undefined : id)}
  />
);

/** Asks for the name of something new, and adds it. */
export const AddForm = ({
  id,
  label,
  button,
  onAdd,
}: {
  readonly id: string;
  readonly label: string;
  readonly button: string;
  readonly onAdd: (name: string) => void;
}) => {
  const [name, setName] = useState('');
  return (
    <form
      class="line-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return;
        onAdd(name.trim());
        setName('');
      }}
    >
      <TextField id={id} name={id} label={label} maxLength={60} autocomplete="off" value={name} onInput={setName} />
      <button type="submit" class="button">
        + {button}
      </button>
    </form>
  );
};
