import { describe, expect, test } from 'vitest';
import { type Reach, reachOf, readTypedAddress } from '../../../src/app/public-address.ts';

describe('from where an address can be opened', () => {
  test.each<[Reach, readonly string[]]>([
    [
      'everywhere',
      [
        'https://example.org/fall-line/',
        'http://8.8.8.8/',
        'https://172.32.0.1/',
        'https://100.128.0.1/',
        'https://192.169.0.1/',
        'https://[2001:db8::1]/',
        'https://[::ffff:8.8.8.8]/',
        'https://localhost.example.org/',
        'https://10.example.org/',
        'https://fd00.example.org/',
      ],
    ],
    [
      'computer',
      [
        'http://localhost:4173/',
        'http://LOCALHOST./some/where/',
        'http://fall-line.localhost/',
        'http://127.0.0.1:8080/',
        'http://127.1/',
        'http://0x7f.0.0.1/',
        'http://0.0.0.0:5173/',
        'http://[::1]:3000/',
        'http://[::ffff:127.0.0.1]/',
      ],
    ],
    [
      'network',
      [
        'http://10.0.0.7/',
        'http://172.16.0.1/',
        'http://172.31.255.1/',
        'http://192.168.178.20:8000/',
        'http://169.254.1.1/',
        'http://100.64.0.1/',
        'http://[fd12:3456::1]/',
        'http://[fe80::1]/',
        'http://[::ffff:192.168.0.1]/',
        'http://lab/',
        'http://printer.local/',
        'http://wiki.intranet/',
        'http://nas.lan./',
        'http://router.home.arpa/',
      ],
    ],
    [
      'file',
      [
        'file:///C:/talks/fall-line.html',
        'file:///home/ada/fall-line.html',
        'about:srcdoc',
        'data:text/html,',
      ],
    ],
  ])('%s', (reach, addresses) => {
    for (const address of addresses) expect([address, reachOf(new URL(address))]).toEqual([address, reach]);
  });
});

describe('an address that is typed', () => {
  test.each([
    ['https://example.org/fall-line/', 'https://example.org/fall-line/'],
    ['  https://example.org/fall-line  ', 'https://example.org/fall-line/'],
    ['example.org', 'https://example.org/'],
    ['example.org:8443/a/b', 'https://example.org:8443/a/b/'],
    ['HTTP://Example.org/Fall/index.html', 'http://example.org/Fall/'],
    ['https://example.org/talks/fall-line.html', 'https://example.org/talks/fall-line.html'],
    ['https://example.org/fall-line/?present#loss=bowl', 'https://example.org/fall-line/'],
    ['https://bücher.example/ä', 'https://xn--bcher-kva.example/%C3%A4/'],
  ])('%s', (typed, address) => {
    expect(readTypedAddress(typed)).toEqual({ address, reach: 'everywhere' });
  });

  test('may be one that not everybody can open', () => {
    expect(readTypedAddress('http://10.1.2.3/x')).toEqual({
      address: 'http://10.1.2.3/x/',
      reach: 'network',
    });
    expect(readTypedAddress('localhost:5173')).toMatchObject({ reach: 'computer' });
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///home/ada/fall-line.html',
    'mailto:ada@example.org',
    'https://ada:secret@example.org/',
    'https://',
    'not an address',
    'https://example.org/"><script>',
    'https://exa mple.org/',
    '/fall-line/',
    '',
    `https://example.org/${'x'.repeat(500)}`,
  ])('is refused with a sentence: %s', (typed) => {
    const read = readTypedAddress(typed);
    expect(read.address).toBe(null);
    expect('problem' in read && read.problem).toMatch(/^[A-Z].*\.$/);
  });
});
