import { Choices, Dialog, DrinkIcon, Notice } from '@espresso/ui';
import { useEffect, useState } from 'preact/hooks';
import { choiceOf, groupsOf, nothingPicked, sizesOf } from '../model/walk-up.ts';
import type { Menu } from '../wire.ts';
import { useWords } from './words.ts';

/** Two taps for somebody without a phone: here, and the drink. What is special comes in between. */
export const WalkUpDialog = ({
  open,
  menu,
  busy,
  fault,
  onOrder,
  onClose,
}: {
  readonly open: boolean;
  readonly menu: Menu | undefined;
  readonly busy: boolean;
  readonly fault: string | undefined;
  readonly onOrder: (choice: ReturnType<typeof choiceOf>, name: string) => void;
  readonly onClose: () => void;
}) => {
  const t = useWords();
  const [picked, setPicked] = useState(nothingPicked);
  useEffect(() => {
    setPicked(nothingPicked);
  }, [open]);
  const sizes = menu === undefined ? [] : sizesOf(menu);
  return (
    <Dialog open={open} title={t('walkUpTitle')} onClose={onClose}>
      <p class="soft">{t('walkUpHow')}</p>
      {fault === undefined ? null : <Notice kind="bad">{fault}</Notice>}
      <div class="walk-up-drinks">
        {(menu?.drinks ?? []).map(({ id, name, icon, soldOut }) => (
          <button
            key={id}
            type="button"
            class="walk-up-drink"
            disabled={soldOut || busy}
            onClick={() => {
              if (menu !== undefined) onOrder(choiceOf(menu, id, picked), name);
            }}
          >
            <DrinkIcon icon={icon} size={40} />
            <strong>{name}</strong>
            {soldOut ? <small>{t('offTheMenu')}</small> : null}
          </button>
        ))}
      </div>
      {sizes.length === 0 ? null : (
        <Choices
          name="walk-up-size"
          legend={t('sizes')}
          from={[{ id: '', label: t('usualSize') }, ...sizes.map((name) => ({ id: name, label: name }))]}
          chosen={[picked.size ?? '']}
          onChange={([size]) => setPicked({ ...picked, size: size === '' ? undefined : size })}
        />
      )}
      {(menu === undefined ? [] : groupsOf(menu)).map(({ id, name, max, defaults, options }) => (
        <Choices
          key={id}
          name={`walk-up-${id}`}
          legend={name}
          many={max > 1}
          from={options.map((option) => ({ id: option.id, label: option.name, disabled: option.soldOut }))}
          chosen={picked.options[id] ?? defaults}
          onChange={(chosen) => setPicked({ ...picked, options: { ...picked.options, [id]: chosen } })}
        />
      ))}
    </Dialog>
  );
};
