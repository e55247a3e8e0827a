import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A question that has to be answered first. The browser keeps the focus in it; Escape and `onClose` are a "no". */
export const Dialog = ({
  open,
  title,
  onClose,
  children,
}: {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) => {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    if (open && dialog?.open === false) dialog.showModal();
    if (!open && dialog?.open === true) dialog.close();
  }, [open]);
  return (
    <dialog
      class="dialog"
      ref={element}
      aria-label={title}
      onClose={onClose}
      onClick={(event) => {
        // A tap beside the sheet lands on the dialog itself.
        if (event.target === event.currentTarget) onClose();
      }}
    >
      {open ? (
        <div class="stack">
          <h2>{title}</h2>
          {children}
        </div>
      ) : null}
    </dialog>
  );
};
