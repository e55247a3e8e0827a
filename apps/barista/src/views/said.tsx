import type { Said } from '../store/bar.ts';
import { Notice } from '@espresso/ui';
import { useWords } from './words.ts';

/** What went otherwise than a tap meant, and what somebody else did: said aloud, and gone by itself or by a tap. */
export const SaidAloud = ({
  said,
  onSeen,
}: {
  readonly said: readonly { readonly id: string; readonly what: Said }[];
  readonly onSeen: (id: string) => void;
}) => {
  const t = useWords();
  const sentence = (what: Said): string => {
    switch (what.type) {
      case 'taken':
        return t('taken', { number: String(what.orderNumber), name: what.name });
      case 'over':
        return t('over', { number: String(what.orderNumber) });
      case 'refused':
        return t('refused', { number: String(what.orderNumber), why: what.detail });
      case 'called-off':
        return t(what.by === 'customer' ? 'calledOffByCustomer' : 'calledOffByBarista', {
          number: String(what.orderNumber),
        });
      case 'timed-out':
        return t('timedOut', { number: String(what.orderNumber) });
      case 'arrived':
        return '';
    }
  };
  return (
    <div class="said">
      {said.map(({ id, what }) => (
        <div key={id} class="said-one">
          <Notice kind={what.type === 'called-off' ? 'warn' : 'bad'}>
            <strong>{sentence(what)}</strong>
          </Notice>
          <button type="button" class="side" onClick={() => onSeen(id)}>
            {t('seen')}
          </button>
        </div>
      ))}
    </div>
  );
};
