import type { Said } from '../store/bar.ts';
import { Notice, type NoticeKind } from '@espresso/ui';
import { useWords } from './words.ts';

const kindOf = (what: Said): NoticeKind => {
  if (what.type === 'told') return what.isBad ? 'bad' : 'good';
  return what.type === 'called-off' ? 'warn' : 'bad';
};

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
      case 'told':
        return what.sentence;
      case 'arrived':
        return '';
    }
  };
  return (
    <div class="said">
      {said.map(({ id, what }) => (
        <div key={id} class="said-one">
          <Notice kind={kindOf(what)}>
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
