import { writtenMenu } from './contract/menu.ts';
import { menuFaults } from './menu-faults.ts';

/** A full menu in eight languages takes half of it. */
export const MENU_BYTES_MAX = 256 * 1_024;

/** A menu in a request: every fault is told with its field and with what would be right. */
export const menuBody = writtenMenu.superRefine((menu, context) => {
  for (const { path, detail } of menuFaults(menu))
    context.addIssue({ code: 'custom', path: [...path], message: detail });
});
