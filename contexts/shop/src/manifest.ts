import { defineContext } from '@espresso/contract';
import { menuPublished, settingsChanged, shopClosed, shopCreated, shopOpened, shopPaused } from './contract/index.ts';
import { changeSettings } from './handlers/change-settings.ts';
import { closeShop } from './handlers/close-shop.ts';
import { createShopRoute } from './handlers/create-shop.ts';
import { serveShopStatus } from './handlers/get-shop-status.ts';
import { listShops } from './handlers/list-shops.ts';
import { onAvailabilityChanged } from './handlers/on-availability-changed.ts';
import { openShop } from './handlers/open-shop.ts';
import { pauseShop } from './handlers/pause-shop.ts';
import { publishMenu } from './handlers/publish-menu.ts';
import { setDrinkAvailability } from './handlers/set-drink-availability.ts';
import { showMenu } from './handlers/show-menu.ts';
import { showSettings } from './handlers/show-settings.ts';
import { showShop } from './handlers/show-shop.ts';
import { showWrittenMenu } from './handlers/show-written-menu.ts';
import { offers, shops } from './tables.ts';

export { firstShop } from './create.ts';

export const shop = defineContext({
  name: 'shop',
  purpose: 'Whether a pop-up is open, what it offers, and how it is tuned.',
  publishes: [shopCreated, shopOpened, shopClosed, shopPaused, settingsChanged, menuPublished],
  subscribes: { hearAvailability: onAvailabilityChanged },
  serves: [serveShopStatus],
  tables: [shops, offers],
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
    setDrinkAvailability,
  ],
});
