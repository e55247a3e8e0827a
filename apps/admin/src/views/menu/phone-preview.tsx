import { DrinkIcon } from '@espresso/ui';
import { isLanguage, languages } from '@espresso/ui/i18n';
import { useState } from 'preact/hooks';
import type { MenuDraft } from '../../model/menu-draft.ts';
import { useWords } from '../words.ts';

/** The draft as a guest's phone will show it. */
export const PhonePreview = ({ menu, language }: { readonly menu: MenuDraft; readonly language: string }) => {
  const t = useWords();
  const [openId, setOpenId] = useState<string>();
  const open = menu.drinks.find(({ id }) => id === openId) ?? menu.drinks[0];
  return (
    <section class="phone" aria-label={t('preview')}>
      <h2>{t('preview')}</h2>
      <div class="phone-frame" lang={language} dir={directionOf(language)}>
        <ul class="phone-drinks">
          {menu.drinks.map((drink) => (
            <li key={drink.id}>
              <button
                type="button"
                class="phone-drink"
                aria-pressed={drink.id === open?.id}
                data-off={drink.available ? undefined : ''}
                onClick={() => setOpenId(drink.id)}
              >
                <DrinkIcon icon={drink.icon} size={36} />
                <span>
                  <strong dir="auto">{drink.name}</strong>
                  <small dir="auto">{drink.available ? drink.description : t('soldOut')}</small>
                </span>
              </button>
            </li>
          ))}
        </ul>
        {open === undefined ? null : (
          <div class="phone-choices">
            {open.sizes.length === 0 ? null : (
              <p>
                {open.sizes.map(({ id, name }, at) => (
                  <span key={id} class="pill" data-usual={at === 0 ? '' : undefined}>
                    {name}
                  </span>
                ))}
              </p>
            )}
            {open.groups.map((id) => {
              const group = menu.groups.find((one) => one.id === id);
              return group === undefined ? null : (
                <p key={id}>
                  <strong>{group.name}</strong>{' '}
                  {group.options.map((option) => (
                    <span
                      key={option.id}
                      class="pill"
                      data-usual={group.defaults.includes(option.id) ? '' : undefined}
                      data-off={option.available ? undefined : ''}
                    >
                      {option.name}
                    </span>
                  ))}
                </p>
              );
            })}
          </div>
        )}
      </div>
    </section>
  );
};

const directionOf = (language: string): 'ltr' | 'rtl' => (isLanguage(language) ? languages[language].direction : 'ltr');
