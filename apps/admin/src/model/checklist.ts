/** What has to be done once, before the first guest, in this order. */
export const steps = ['open', 'display', 'barista', 'order'] as const;
export type Step = (typeof steps)[number];

export interface Progress {
  readonly step: Step;
  readonly isDone: boolean;
}

/** What the checklist is read off. */
export interface Facts {
  readonly status: 'open' | 'closed' | 'paused' | 'draining';
  readonly staff: readonly {
    readonly role: string;
    readonly shopId?: string | undefined;
    readonly revokedAt?: string | undefined;
  }[];
  readonly orders: number;
}

/** How far a shop is; a person counts who may work at it. */
export const checklistOf = (shopId: string, { status, staff, orders }: Facts): readonly Progress[] => {
  const works = (role: string) =>
    staff.some(
      (member) =>
        member.role === role &&
        member.revokedAt === undefined &&
        (member.shopId === undefined || member.shopId === shopId),
    );
  const done: Readonly<Record<Step, boolean>> = {
    open: status !== 'closed',
    display: works('display'),
    barista: works('barista'),
    order: orders > 0,
  };
  return steps.map((step) => ({ step, isDone: done[step] }));
};
