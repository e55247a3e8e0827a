export { openBar, type Bar, type Ingredients } from './bar.ts';
export { createApp, type App, type AppOptions } from './http/app.ts';
export { CannotListen, listen, type Listening } from './listen.ts';
export { startServer, type Server } from './server.ts';
export { announce, discoveryFolder, type Found } from './start/discovery.ts';
export { drawSecrets, type Secrets } from './start/secrets.ts';
export { BadSettings, readSettings, type Settings } from './start/settings.ts';
