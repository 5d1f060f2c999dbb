import { describe, expect, it } from 'vitest';
import type { LookUp } from '../../lib/dns/lookup.ts';
import { readDomainSpec, readMacroText } from '../../lib/mechanisms/spf/domain-spec.ts';
import { expand, expandName } from '../../lib/mechanisms/spf/macro.ts';
import { parseSpfRecord } from '../../lib/mechanisms/spf/record.ts';
import { branchesOf } from '../../lib/mechanisms/spf/tree-node.ts';
import { spfTree } from '../../lib/mechanisms/spf/tree.ts';
import { spfWorld, type Zone } from '../support/spf-world.ts';

async function treeOf(zone: Zone) {
  const { lookUp, asked } = spfWorld(zone);
  return { ...(await spfTree('example.com', lookUp)), asked };
}

const A = { A: '198.41.0.4' };
const terms = (count: number, term: string) => ` ${term}`.repeat(count);

describe('whatever strangers publish, the questions have a limit', () => {
  const MOST = 60;
  it('eleven levels of includes', async () => {
    const levels = Array.from({ length: 30 }, (_, level): [string, string] => [
      `l${level}.example.com`,
      `v=spf1 include:l${level + 1}.example.com -all`,
    ]);
    const { asked, count, eleventh } = await treeOf({
      ...Object.fromEntries(levels),
      'example.com': 'v=spf1 include:l0.example.com -all',
    });
    expect(asked.length).toBe(11);
    expect(count).toBe(11);
    expect(eleventh?.domain).toBe('l9.example.com');
  });

  it('two hundred includes side by side', async () => {
    const fan = Array.from({ length: 200 }, (_, index) => `f${index}.example.com`);
    const zone = Object.fromEntries(fan.map((name) => [name, 'v=spf1 a:h.example.com -all']));
    const { asked, count, isAtLeast, eleventh } = await treeOf({
      ...zone,
      'example.com': `v=spf1 ${fan.map((name) => `include:${name}`).join(' ')} -all`,
    });
    expect(asked.length).toBeLessThan(MOST);
    expect([count >= 200, isAtLeast, eleventh?.term]).toEqual([true, true, 'include:f5.example.com']);
  });

  it('each record with twenty more', async () => {
    const lookUp = (async (name: string, type: string) => {
      const records = [
        `v=spf1 ${Array.from({ length: 20 }, (_, index) => `include:n${index}.${name}`).join(' ')} -all`,
      ];
      return type === 'TXT'
        ? { state: 'found', records, aliases: [], authentic: false, ttlSeconds: 1 }
        : { state: 'absent', reason: 'nodata', aliases: [], authentic: false, ttlSeconds: 1 };
    }) as LookUp;
    const tree = await spfTree('example.com', lookUp);
    expect(tree.questions).toBeLessThanOrEqual(MOST);
    expect(tree.isAtLeast).toBe(true);
  });

  it('ten times mx with ten servers: what was left out is said', async () => {
    const hosts = Array.from({ length: 10 }, (_, index) => index);
    const zone = Object.fromEntries(
      hosts.map((each) => [
        `d${each}.example.com`,
        { MX: hosts.map((host) => `10 m${host}.d${each}.example.com`) },
      ]),
    );
    const { asked, leftOut, senders } = await treeOf({
      ...zone,
      'example.com': `v=spf1 ${hosts.map((each) => `mx:d${each}.example.com`).join(' ')} -all`,
    });
    expect([asked.length, leftOut > 0, senders.isAtLeast]).toEqual([56, true, true]);
  });

  it('five thousand terms, and a record of 64 KiB', async () => {
    const before = process.cpuUsage();
    const { asked, count } = await treeOf({
      'example.com': `v=spf1${terms(5000, 'a:h.example.com')} -all`,
      'h.example.com': A,
    });
    expect([asked.length, count]).toEqual([3, 5000]);
    const long = await treeOf({
      'example.com': `v=spf1${terms(3500, 'ip4:198.41.0.0/24')} exists:${'%{d}'.repeat(4000)}.example.com -all`,
    });
    expect(long.asked.length).toBeLessThanOrEqual(2);
    expect(process.cpuUsage(before).user).toBeLessThan(2e6);
  });
});

describe('of a long record no more is kept than anybody reads', () => {
  it('five thousand wrong terms are counted, and twenty kept', () => {
    const { problems } = parseSpfRecord(`v=spf1${' foo'.repeat(5000)}`);
    expect([problems.length, problems.at(-1)?.more]).toEqual([20, 4980]);
  });

  it('of several thousand macros no more than the end is kept', () => {
    const read = readDomainSpec(`${'%{s}'.repeat(10_000)}.example.com`);
    const expanded = 'value' in read ? expandName(read.value, { s: 'a.'.repeat(100) }) : null;
    expect(expanded?.length).toBeLessThanOrEqual(253);
    const text = readMacroText('%{s}'.repeat(10_000), true);
    expect('value' in text && expand(text.value, { s: 'a'.repeat(300) })?.length).toBe(20_000);
  });
});

it('a few records that name each other often are not followed behind what counts', async () => {
  const level = (name: string) => `v=spf1 ${`include:${name} `.repeat(20)}-all`;
  const { root, isAtLeast, asked } = await treeOf({
    'example.com': level('l1.example.com'),
    'l1.example.com': level('l2.example.com'),
    'l2.example.com': level('l3.example.com'),
    'l3.example.com': level('l4.example.com'),
    'l4.example.com': level('l5.example.com'),
    'l5.example.com': `v=spf1 ${'ip4:9.9.9.9 '.repeat(20)}-all`,
  });
  expect([asked.length, isAtLeast]).toEqual([6, true]);
  expect(Array.from(branchesOf(root)).length).toBeLessThan(500);
});
