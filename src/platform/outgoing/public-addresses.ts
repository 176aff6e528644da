import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Networks that are nobody's on the internet (IANA special-purpose registries, RFC 6890): whoever is there is inside. */
const INSIDE_V4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
];

/** The same for IPv6, with every form that carries an IPv4 address inside it. */
const INSIDE_V6 = [
  ...[
    '::/96',
    '::ffff:0:0/96',
    '64:ff9b::/96',
    '64:ff9b:1::/48',
    '100::/64',
    '2001::/23',
    '2001:db8::/32',
    '2002::/16',
  ],
  ...['3fff::/20', '5f00::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
];

// Two lists: in one, Node would take every IPv4 address for its mapped form ::ffff:a.b.c.d.
const insideV4 = new BlockList();
const insideV6 = new BlockList();
for (const network of INSIDE_V4) insideV4.addSubnet(...subnet(network), 'ipv4');
for (const network of INSIDE_V6) insideV6.addSubnet(...subnet(network), 'ipv6');

/** Whether the address is one on the public internet. Anything that is no IP address is not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !insideV4.check(address, 'ipv4');
  return isIPv6(address) && !address.includes('%') && !insideV6.check(address, 'ipv6');
}

function subnet(network: string): [string, number] {
  const [address = '', bits] = network.split('/');
  return [address, Number(bits)];
}
