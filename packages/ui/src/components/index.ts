export { Button, ButtonLink, type ButtonKind } from './button.tsx';
export { Card } from './card.tsx';
export { Choices, type Choosable } from './choices.tsx';
export { CountdownRing } from './countdown-ring.tsx';
export { Dialog } from './dialog.tsx';
export { TextField } from './field.tsx';
export { Logo, logoUrl } from './logo.tsx';
export { Notice, type NoticeKind } from './notice.tsx';
export { Toasts, type Toast } from './toasts.tsx';
