/** The hosts of the push services of the browsers there are: Chrome and all on Chromium, Firefox, Safari, Edge. */
const HOSTS = [
  'fcm.googleapis.com',
  'android.googleapis.com',
  'jmt17.google.com',
  'push.services.mozilla.com',
  'push.apple.com',
  'notify.windows.com',
];

/** Whether an address is one of a push service that is known; everything else is not to be asked for anything. */
export const isPushService = (endpoint: string): boolean => {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, port, username, password } = new URL(endpoint);
  return (
    protocol === 'https:' &&
    port === '' &&
    username === '' &&
    password === '' &&
    HOSTS.some((host) => hostname === host || hostname.endsWith(`.${host}`))
  );
};
