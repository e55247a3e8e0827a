import { defineContext } from '@espresso/contract';
import {
  lastCall,
  menuPublished,
  noticePosted,
  noticeTakenDown,
  settingsChanged,
  shopClosed,
  shopCreated,
  shopDraining,
  shopOpened,
  shopPaused,
} from './contract/index.ts';
import { callLastOrders } from './handlers/call-last-orders.ts';
import { changeSettings } from './handlers/change-settings.ts';
import { closeShop } from './handlers/close-shop.ts';
import { createShopRoute } from './handlers/create-shop.ts';
import { serveShopStatus } from './handlers/get-shop-status.ts';
import { listShops } from './handlers/list-shops.ts';
import { postNotice, takeNoticeDown } from './handlers/notice.ts';
import { onAvailabilityChanged } from './handlers/on-availability-changed.ts';
import { openShop } from './handlers/open-shop.ts';
import { pauseShop } from './handlers/pause-shop.ts';
import { publishMenu } from './handlers/publish-menu.ts';
import { setDrinkAvailability } from './handlers/set-drink-availability.ts';
import { showMenu } from './handlers/show-menu.ts';
import { showSettings } from './handlers/show-settings.ts';
import { showShop } from './handlers/show-shop.ts';
import { showWrittenMenu } from './handlers/show-written-menu.ts';
import { serveTurnDoors } from './handlers/turn-doors.ts';
import { offers, shops } from './tables.ts';
import { doorsWorkflow } from './workflow/doors.ts';

export { firstShop } from './create.ts';

export const shop = defineContext({
  name: 'shop',
  purpose: 'Whether a pop-up is open, what it offers, and how it is tuned.',
  publishes: [
    shopCreated,
    shopOpened,
    shopClosed,
    shopPaused,
    lastCall,
    shopDraining,
    noticePosted,
    noticeTakenDown,
    settingsChanged,
    menuPublished,
  ],
  subscribes: { hearAvailability: onAvailabilityChanged },
  serves: [serveShopStatus, serveTurnDoors],
  tables: [shops, offers],
  workflows: [doorsWorkflow],
  routes: [
    listShops,
    createShopRoute,
    showShop,
    showMenu,
    showWrittenMenu,
    publishMenu,
    showSettings,
    changeSettings,
    openShop,
    closeShop,
    pauseShop,
    callLastOrders,
    postNotice,
    takeNoticeDown,
    setDrinkAvailability,
  ],
});
