import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';

const ANY = new Set(['::', '0.0.0.0']);

/** Addresses under which a server is reached. */
export interface Addresses {
  /** On this machine. */
  readonly local: string;
  /** From a phone in the same network; absent where the server listens to this machine alone, or there is no network. */
  readonly phones?: string;
}

export const addressesOf = (
  listening: { readonly address: string; readonly port: number },
  publicUrl: string | undefined,
  interfaces = networkInterfaces(),
): Addresses => {
  const { address, port } = listening;
  const at = (host: string) => `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const isLoopback = address === '::1' || address.startsWith('127.');
  const local = ANY.has(address) || isLoopback ? at('localhost') : at(address);
  if (publicUrl !== undefined) return { local, phones: publicUrl.replace(/\/+$/, '') };
  if (isLoopback) return { local };
  if (!ANY.has(address)) return { local, phones: at(address) };
  const lan = lanAddress(interfaces);
  return { local, ...(lan !== undefined && { phones: at(lan) }) };
};

/** Names of networks inside this machine: containers, virtual machines, tunnels. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|utun|wg|tailscale|zt)/;

/** The address phones in the room most likely reach: of a real network, a private one first. */
const lanAddress = (interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>): string | undefined =>
  Object.entries(interfaces)
    .flatMap(([name, addresses = []]) => addresses.map((address) => ({ name, ...address })))
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'))
    .toSorted((a, b) => rank(a) - rank(b))[0]?.address;

const rank = ({ name, address }: { readonly name: string; readonly address: string }): number =>
  (VIRTUAL.test(name) ? 10 : 0) + (address.startsWith('192.168.') ? 0 : address.startsWith('10.') ? 1 : 2);
