import { Buffer } from 'node:buffer';
import { execFileSync, spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { newEd25519Key, newRsaKey } from '../../../../lib/mechanisms/dkim/guide-commands.ts';
import { readTxtLine } from '../../../lab/zone-line.ts';
import { ABOVE } from '../../../support/dkim-guided.ts';

/** The SubjectPublicKeyInfo of Ed25519 up to the key (RFC 8410 §4). */
const ED25519_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

describe('the commands', () => {
  let folder = '';
  const run = (command: string) =>
    execFileSync('sh', ['-c', command], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['RSA', newRsaKey, 'rsa', 2048],
    ['Ed25519', newEd25519Key, 'ed25519', undefined],
  ] as const)(
    'make a key of %s that no one else can read, and print a record that receivers can',
    (_, make, type, bits) => {
      folder = mkdtempSync(join(tmpdir(), 'waxseal-keys-'));
      const [line = '', more] = run(make('dkim', 'example.com')).trim().split('\n');
      expect(more).toBeUndefined();
      const { name, strings } = readTxtLine(line);
      expect(name).toBe(`dkim.${ABOVE}`);
      expect(Math.max(...[strings].flat().map((each) => each.length))).toBeLessThanOrEqual(255);
      const [, p = ''] =
        new RegExp(`^v=DKIM1; k=${type}; p=([A-Za-z0-9+/]+={0,2})$`).exec([strings].flat().join('')) ?? [];
      // Of Ed25519 it is the key alone (RFC 8463 §4.2), of RSA the whole of it.
      const octets = Buffer.concat([
        type === 'rsa' ? Buffer.alloc(0) : ED25519_HEAD,
        Buffer.from(p, 'base64'),
      ]);
      const key = createPublicKey({ key: octets, format: 'der', type: 'spki' });
      expect([key.asymmetricKeyType, key.asymmetricKeyDetails?.modulusLength]).toEqual([type, bits]);
      const before = readFileSync(join(folder, 'dkim.example.com.key'), 'utf8');
      expect(before).toContain('PRIVATE KEY');
      // Once more, the same key: none is written over.
      expect(run(make('dkim', 'example.com')).trim()).toBe(line);
      expect(readFileSync(join(folder, 'dkim.example.com.key'), 'utf8')).toBe(before);
    },
  );

  it('print nothing where there is no key: a record without one would revoke it', () => {
    folder = mkdtempSync(join(tmpdir(), 'waxseal-keys-'));
    const broken = newRsaKey('dkim', 'example.com').replace('genpkey', 'no-such-command');
    const { stdout, status } = spawnSync('sh', ['-c', broken], { cwd: folder, encoding: 'utf8' });
    expect(status).not.toBe(0);
    expect(stdout).not.toContain('TXT');
  });
});
