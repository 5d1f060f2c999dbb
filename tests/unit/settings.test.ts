import { describe, expect, it } from 'vitest';
import { parseChoices, parseManaged, storedForm } from '../../lib/browser/settings-schema.ts';
import { DEFAULT_RESOLVER, RESOLVERS, parseCustomResolver } from '../../lib/dns/resolver.ts';
import {
  DEFAULT_SETTINGS,
  parseLeaveAlone,
  settle,
  type Choices,
  type OwnChoices,
} from '../../lib/settings.ts';
import { name } from '../support/assessments.ts';

const quad9 = RESOLVERS[1]!;
const own = parseCustomResolver('https://dns.example.net/q')!;

describe('the settings in force', () => {
  it('are the defaults where nobody chose', () => {
    const nobody = { resolver: false, automatic: false, score: false, badge: false, leaveAlone: [] };
    expect(settle({}, {})).toEqual({ ...DEFAULT_SETTINGS, isResolverConfirmed: true, locked: nobody });
    expect(DEFAULT_SETTINGS).toEqual({
      resolver: DEFAULT_RESOLVER,
      automatic: false,
      score: true,
      badge: 'transit',
      leaveAlone: [],
    });
  });

  it('are the own choice before the default, and nothing is locked', () => {
    const settled = settle({}, { resolver: quad9, automatic: true });
    expect(settled).toMatchObject({ resolver: quad9, automatic: true });
    expect(settled.locked).toEqual({
      resolver: false,
      automatic: false,
      score: false,
      badge: false,
      leaveAlone: [],
    });
  });

  it('are the administrator’s before the own choice, and locked field by field', () => {
    const settled = settle({ resolver: own }, { resolver: quad9, automatic: true });
    expect(settled).toMatchObject({ resolver: own, automatic: true });
    expect(settled.locked).toMatchObject({ resolver: true, automatic: false });
    // A "no" is laid down as well as a "yes".
    expect(settle({ automatic: false }, { automatic: true })).toMatchObject({
      automatic: false,
      locked: { automatic: true },
    });
    expect(settle({ score: false }, { score: true })).toMatchObject({
      score: false,
      locked: { score: true },
    });
    expect(settle({ badge: 'worst' }, { badge: 'spoofing' })).toMatchObject({
      badge: 'worst',
      locked: { badge: true },
    });
    expect(settle({}, { badge: 'spoofing' })).toMatchObject({ badge: 'spoofing', locked: { badge: false } });
  });

  it.each<[why: string, managed: Choices, chosen: OwnChoices, isConfirmed: boolean]>([
    ['nobody chose: the default', {}, {}, true],
    ['the default was chosen, wherever', {}, { resolver: DEFAULT_RESOLVER }, true],
    ['another of the list, by sync', {}, { resolver: quad9 }, false],
    ['an own one, by sync', {}, { resolver: own, isResolverConfirmed: false }, false],
    ['an own one, confirmed here', {}, { resolver: own, isResolverConfirmed: true }, true],
    ['the administrator’s word', { resolver: own }, { resolver: quad9, isResolverConfirmed: false }, true],
  ])('let the resolver be asked or not: %s', (_, managed, chosen, isConfirmed) => {
    expect(settle(managed, chosen).isResolverConfirmed).toBe(isConfirmed);
  });

  it('leave alone what either of them named, each once', () => {
    const settled = settle(
      { leaveAlone: [name('corp.example')] },
      { leaveAlone: [name('own.example'), name('corp.example')] },
    );
    expect(settled.leaveAlone).toEqual(['corp.example', 'own.example']);
    expect(settled.locked.leaveAlone).toEqual(['corp.example']);
  });
});

describe('what is stored', () => {
  it('comes back as it was chosen', () => {
    for (const choices of [
      {},
      { resolver: quad9 },
      { resolver: own, automatic: false, badge: 'worst', leaveAlone: [name('example.com')] } as const,
    ])
      expect(parseChoices(structuredClone(storedForm(choices)))).toEqual(choices);
  });

  it('by the version before is read', () => {
    expect(parseChoices({ resolver: { id: 'custom', url: own.url } })).toEqual({ resolver: own });
  });

  it.each([
    null,
    undefined,
    3,
    'x',
    [],
    { resolver: 'quad9' },
    { resolver: { id: 'custom', url: 'http://x' } },
  ])('and cannot be read counts as not chosen: %j', (stored) => expect(parseChoices(stored)).toEqual({}));

  it('spoils nothing else where one field cannot be read', () => {
    const stored = {
      resolver: { id: 'nobody' },
      automatic: true,
      badge: 'both',
      leaveAlone: ['example.com', 7, 'no name'],
    };
    expect(parseChoices(stored)).toEqual({ automatic: true, leaveAlone: ['example.com'] });
  });
});

describe('what an administrator wrote', () => {
  it.each([
    ['quad9', quad9],
    ['https://dns.example.net/q{?dns}', own],
    ['nobody', undefined],
    ['http://dns.example.net/q', undefined],
  ])('resolver %s', (resolver, expected) => {
    expect(parseManaged({ resolver }).resolver).toEqual(expected);
  });

  it('is taken field by field', () => {
    const given = { automatic: true, welcome: false, leaveAlone: ['*.Corp.Example.', 'x y'], other: 1 };
    expect(parseManaged(given)).toEqual({ automatic: true, welcome: false, leaveAlone: ['corp.example'] });
    expect(parseManaged({ automatic: 'yes', badge: 'seal', welcome: 0 })).toEqual({});
    for (const badge of ['transit', 'spoofing', 'worst']) expect(parseManaged({ badge })).toEqual({ badge });
  });
});

describe('a domain to leave alone', () => {
  it.each([
    ['Example.COM.', 'example.com'],
    [' *.example.com ', 'example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['https://intranet.example.com:8443/a?b', 'intranet.example.com'],
    ['http://intranet.example.com/', 'intranet.example.com'],
    ['localhost', 'localhost'],
  ])('%s', (text, expected) => expect(parseLeaveAlone(text, [])).toBe(expected));

  it.each(['', 'two words', '192.0.2.1', 'file:///etc/hosts', 'a..b', '*', 'a.*.example.com'])(
    'is not %j',
    (text) => expect(parseLeaveAlone(text, [])).toEqual({ refused: 'not-a-name' }),
  );

  it('is added once, and only where the list still fits into the sync of the browser', () => {
    expect(parseLeaveAlone('EXAMPLE.com', [name('example.com')])).toEqual({ refused: 'already-there' });
    const many = Array.from({ length: 200 }, (_, index) => name(`d${index}.example`));
    expect(parseLeaveAlone('one.more.example', many)).toEqual({ refused: 'too-many' });
    const long = Array.from({ length: 30 }, (_, index) =>
      name(`${`${'x'.repeat(60)}.`.repeat(3)}d${index}.example`),
    );
    expect(parseLeaveAlone('one.more.example', long)).toBe('one.more.example');
    expect(parseLeaveAlone('one.more.example', [...long, ...long.slice(0, 2)])).toEqual({
      refused: 'too-many',
    });
    expect(JSON.stringify(long).length).toBeLessThan(8192);
    // 5984 characters, and room for 16 more.
    const nearlyFull = Array.from({ length: 32 }, (_, i) =>
      name(`${`${'x'.repeat(60)}.`.repeat(3)}d${10 + i}e`),
    );
    expect(parseLeaveAlone('one.more.example', nearlyFull)).toBe('one.more.example');
    expect(parseLeaveAlone('one.more.examples', nearlyFull)).toEqual({ refused: 'too-many' });
  });
});
