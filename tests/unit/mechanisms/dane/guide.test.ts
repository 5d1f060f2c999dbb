import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MechanismStep } from '../../../../lib/steps.ts';
import type { DaneFacts, DaneHost } from '../../../../lib/mechanisms/dane/facts.ts';
import { daneSteps } from '../../../../lib/mechanisms/dane/guide.ts';
import { dane as mechanism } from '../../../../lib/mechanisms/dane/mechanism.ts';
import { recordOfCertificate, recordOfKey } from '../../../../lib/mechanisms/dane/guide-commands.ts';
import { registrableOf } from '../../../../lib/names/subject.ts';
import { EXAMPLE, name } from '../../../support/assessments.ts';
import {
  BOGUS,
  daneHost,
  daneOf,
  DIGEST,
  failingHost,
  INSECURE,
  SECURE,
  SERVFAIL,
  TIMEOUT,
  tlsaLookup,
  unsignedHost,
} from '../../../support/dane.ts';
import { NOW } from '../../../support/time.ts';
import { words } from '../../../support/i18n.ts';
import { WORDS } from '../../../support/words.ts';

const OWN = 'mail.example.com';
const SECOND = 'b.example.com';
const NEXT = 'cd'.repeat(32);
const OTHER = 'mx.provider.example';
const bare = (host: string) => daneHost(host, []);
const oneKey = (host: string) => daneHost(host, [`3 1 1 ${DIGEST}`]);
const signed = (...hosts: readonly DaneHost[]) => daneOf(...hosts);
const unsigned = (...hosts: readonly DaneHost[]): DaneFacts => ({ ...daneOf(...hosts), mx: INSECURE });

function stepsFor(dane: DaneFacts | { readonly state: 'pending' }, policyDomain = EXAMPLE) {
  return daneSteps({ dane }, { policyDomain, registrableOf, now: NOW, say: WORDS.say, answers: {} });
}
const statesOf = (steps: readonly MechanismStep[]) =>
  Object.fromEntries(steps.map(({ name: step, state }) => [step.replace('dane-', ''), state]));
const plain = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, '');
const textsOf = (steps: readonly MechanismStep[]) =>
  steps.flatMap(({ body }) => body.flatMap((each) => ('text' in each ? [plain(each.text)] : [])));
/** What a step says of every domain, behind what it says of this one. */
const FIRST = { 'dane-sign': 'dane.guide.sign.why', 'dane-publish': 'dane.guide.publish.before' };
const copiedIn = (steps: readonly MechanismStep[], step: string) =>
  steps
    .find((each) => each.name === step)
    ?.body.flatMap((each) => (each.kind === 'copy' ? [each.text] : [])) ?? [];
const textOf = (steps: readonly MechanismStep[], step: string) =>
  textsOf(steps.filter((each) => each.name === step)).join('\n');
/** The names below which the steps would have records published, by the commands that print them. */
const printedFor = (steps: readonly MechanismStep[]) =>
  textsOf(steps).flatMap((text) =>
    Array.from(text.matchAll(/s\/\^\/_25\._tcp\.(\S+)\. IN TLSA/g), ([, base]) => base),
  );

describe('the steps of DANE', () => {
  it.each<[reason: string, dane: DaneFacts, states: Record<string, string>]>([
    [
      'nothing is signed',
      unsigned(unsignedHost(OWN)),
      { sign: 'needed', starttls: 'unknown', publish: 'needed', roll: 'unknown' },
    ],
    [
      'signed, without records',
      signed(bare(OWN)),
      { sign: 'done', starttls: 'unknown', publish: 'needed', roll: 'needed' },
    ],
    ['one key', signed(oneKey(OWN)), { sign: 'done', starttls: 'unknown', publish: 'done', roll: 'needed' }],
    [
      'key and next key',
      signed(daneHost(OWN)),
      { sign: 'done', starttls: 'unknown', publish: 'done', roll: 'done' },
    ],
    [
      'records of no use',
      signed(daneHost(OWN, [`1 1 1 ${DIGEST}`])),
      { sign: 'done', starttls: 'unknown', publish: 'needed', roll: 'needed' },
    ],
    [
      'a record with a fault beside the right one',
      signed(daneHost(OWN, [`3 1 1 ${DIGEST}`, `3 1 2 ${DIGEST}`])),
      { sign: 'done', starttls: 'unknown', publish: 'needed', roll: 'needed' },
    ],
    [
      'records behind MX records that are not signed',
      unsigned(daneHost(OWN)),
      { sign: 'needed', starttls: 'unknown', publish: 'done', roll: 'done' },
    ],
    [
      'a resolver that does not validate says nothing of signatures',
      { ...unsigned(unsignedHost(OWN)), validates: false },
      { sign: 'unknown', starttls: 'unknown', publish: 'unknown', roll: 'unknown' },
    ],
    [
      'nor does one of which that is not known',
      { ...unsigned(unsignedHost(OWN)), validates: null },
      { sign: 'unknown', starttls: 'unknown', publish: 'unknown', roll: 'unknown' },
    ],
    [
      'a look-up that fails',
      signed(failingHost(OWN, SERVFAIL)),
      { repair: 'needed', sign: 'unknown', starttls: 'unknown', publish: 'needed', roll: 'unknown' },
    ],
    [
      'one that the network lost',
      signed(failingHost(OWN, TIMEOUT)),
      { sign: 'unknown', starttls: 'unknown', publish: 'unknown', roll: 'unknown' },
    ],
    ['MX records whose signature fails', { ...signed(), mx: BOGUS }, { repair: 'needed', sign: 'unknown' }],
    [
      'MX records for which the name servers fail',
      { ...signed(), mx: SERVFAIL },
      { repair: 'needed', sign: 'unknown' },
    ],
    [
      'a look-up that fails at a provider is for the provider to repair',
      signed(failingHost(OTHER, BOGUS)),
      { sign: 'done', provider: 'needed' },
    ],
    [
      'one without records, and one that was lost',
      signed(bare(OWN), failingHost(SECOND, TIMEOUT)),
      { sign: 'unknown', starttls: 'unknown', publish: 'needed', roll: 'needed' },
    ],
    [
      'one that is done, and one that was lost',
      signed(daneHost(OWN), failingHost(SECOND, TIMEOUT)),
      { sign: 'unknown', starttls: 'unknown', publish: 'unknown', roll: 'needed' },
    ],
    [
      'one that is done, and one without records',
      signed(daneHost(OWN), bare(SECOND)),
      { sign: 'done', starttls: 'unknown', publish: 'needed', roll: 'needed' },
    ],
    [
      'one that is done, and one whose next key has no record',
      signed(daneHost(OWN), oneKey(SECOND)),
      { sign: 'done', starttls: 'unknown', publish: 'done', roll: 'needed' },
    ],
    [
      'two keys, of which one is there twice: no reason to do anything',
      signed(daneHost(OWN, [`3 1 1 ${DIGEST}`, `3 1 1 ${NEXT}`, `3 1 1 ${NEXT}`])),
      { sign: 'done', starttls: 'unknown', publish: 'done', roll: 'done' },
    ],
    [
      'an address that fails validation',
      signed(daneHost(OWN, [], { address: 'unavailable', security: BOGUS, lookups: [] })),
      { repair: 'needed', sign: 'unknown', starttls: 'unknown', publish: 'needed', roll: 'unknown' },
    ],
    [
      'an address that broken servers keep',
      signed(daneHost(OWN, [], { address: 'unavailable', security: SERVFAIL, lookups: [] })),
      { repair: 'needed', sign: 'unknown', starttls: 'unknown', publish: 'needed', roll: 'unknown' },
    ],
    [
      'an address of which nothing is known',
      signed(daneHost(OWN, [], { security: null, lookups: [] })),
      { sign: 'unknown', starttls: 'unknown', publish: 'unknown', roll: 'unknown' },
    ],
    [
      'records of no use at an alias for which no command can be written',
      signed(
        daneHost(OWN, [], {
          aliases: ['_x.example.com'],
          lookups: [tlsaLookup('_x.example.com', [`0 1 1 ${DIGEST}`])],
        }),
      ),
      { sign: 'unknown', starttls: 'unknown', publish: 'unknown', roll: 'unknown' },
    ],
    [
      'a no that is not signed, in a zone that is: nothing stands in the way of records',
      signed(daneHost(OWN, [], { lookups: [tlsaLookup(OWN, [], INSECURE)] })),
      { sign: 'done', starttls: 'unknown', publish: 'needed', roll: 'needed' },
    ],
    [
      'records that are not signed at the end of an alias, and none at the name itself',
      signed(
        daneHost(OWN, [], {
          aliases: ['a.example.com'],
          lookups: [tlsaLookup('a.example.com', [`3 1 1 ${DIGEST}`], INSECURE), tlsaLookup(OWN, [])],
        }),
      ),
      { sign: 'needed', starttls: 'unknown', publish: 'needed', roll: 'unknown' },
    ],
    [
      'the domain is its own server',
      signed(bare('example.com')),
      { sign: 'done', starttls: 'unknown', publish: 'needed', roll: 'needed' },
    ],
    [
      'two providers, one with DANE',
      signed(daneHost(OTHER), bare('mx.other.example')),
      { sign: 'done', provider: 'needed' },
    ],
    [
      'two providers, of which one is not known',
      signed(daneHost(OTHER), failingHost('mx.other.example', TIMEOUT)),
      { sign: 'done', provider: 'unknown' },
    ],
    ['a provider without DANE', signed(unsignedHost(OTHER)), { sign: 'done', provider: 'needed' }],
    ['one with it', signed(daneHost(OTHER)), { sign: 'done', provider: 'done' }],
    [
      'one with it, and a domain that is not signed',
      unsigned(daneHost(OTHER)),
      { sign: 'needed', provider: 'done' },
    ],
    [
      'one of whom that is not known',
      { ...unsigned(unsignedHost(OTHER)), validates: null },
      { sign: 'unknown', provider: 'unknown' },
    ],
    [
      'own servers and those of others',
      signed(daneHost(OWN), bare(OTHER)),
      { sign: 'done', starttls: 'unknown', publish: 'done', roll: 'done', provider: 'needed' },
    ],
  ])('%s', (_, dane, states) => {
    const steps = stepsFor(dane);
    expect(statesOf(steps)).toEqual(states);
    // In this order no mail is lost.
    const order = ['repair', 'sign', 'starttls', 'publish', 'roll', 'provider'];
    expect(Object.keys(statesOf(steps))).toEqual(order.filter((step) => step in states));
  });

  it('are none while nothing is known, and for a domain that receives no mail', () => {
    expect(stepsFor({ state: 'pending' })).toEqual([]);
    expect(stepsFor(signed())).toEqual([]);
    expect(stepsFor(signed(daneHost(OWN, [], { address: 'absent', lookups: [] })))).toEqual([]);
  });

  it('stand open at what comes next once the domain is signed, and nowhere before', () => {
    const open = (dane: DaneFacts) => stepsFor(dane).flatMap((step) => (step.isNext ? [step.name] : []));
    expect(open(unsigned(unsignedHost(OWN)))).toEqual([]);
    expect(open(signed(bare(OWN)))).toEqual(['dane-publish']);
    expect(open(signed(unsignedHost(OTHER)))).toEqual(['dane-provider']);
    expect(open(signed(daneHost(OWN)))).toEqual([]);
    expect(open(signed(bare(OWN), failingHost(OTHER, SERVFAIL)))).toEqual(['dane-provider']);
    expect(open(signed(bare(OWN), failingHost('b.example.com', SERVFAIL)))).toEqual(['dane-repair']);
    expect(open({ ...signed(), mx: BOGUS })).toEqual(['dane-repair']);
    // Some senders use the records of one server, whatever is signed of the domain.
    expect(open(unsigned(daneHost(OWN), unsignedHost(SECOND)))).toEqual(['dane-sign']);
  });

  it('name the domain and its servers in their commands', () => {
    const steps = stepsFor(signed(bare(OWN)));
    expect(copiedIn(steps, 'dane-sign')).toEqual(['delv example.com MX\ndelv mail.example.com A']);
    expect(copiedIn(steps, 'dane-starttls')).toEqual([
      'openssl s_client -starttls smtp -connect mail.example.com:25 -servername mail.example.com -brief </dev/null',
    ]);
    expect(copiedIn(steps, 'dane-publish').at(-1)).toBe('posttls-finger -c -l dane-only example.com');
    expect(new Set(printedFor(steps))).toEqual(new Set([OWN]));
    const [first, second] =
      copiedIn(stepsFor(signed(bare(OWN), bare(SECOND))), 'dane-starttls')[0]?.split('\n') ?? [];
    expect([first, second]).toEqual([expect.stringContaining(OWN), expect.stringContaining(SECOND)]);
  });

  it('have the running server asked under the name in the MX record, for the certificate of the base domain', () => {
    const found = [tlsaLookup('a.example.com', [`3 1 1 ${DIGEST}`])];
    const steps = stepsFor(signed(daneHost(OWN, [], { aliases: ['a.example.com'], lookups: found })));
    expect(copiedIn(steps, 'dane-publish')[1]).toContain(
      'openssl s_client -starttls smtp -connect mail.example.com:25 -servername a.example.com <',
    );
  });

  it.each<[why: string, dane: DaneFacts, step: string, says: readonly string[]]>([
    [
      'which zones are not signed',
      unsigned(unsignedHost(OWN), unsignedHost(SECOND)),
      'dane-sign',
      ['Not signed yet: example.com, mail.example.com, b.example.com.'],
    ],
    [
      'that something is not known, and nothing else',
      signed(failingHost(OWN, TIMEOUT)),
      'dane-sign',
      ['Waxseal could not find out everything'],
    ],
    [
      'what is signed and fails',
      { ...signed(failingHost(OWN, BOGUS), failingHost(SECOND, SERVFAIL)), mx: BOGUS },
      'dane-sign',
      ['Look-ups fail for example.com, mail.example.com, b.example.com.'],
    ],
    ['nothing where all is signed', signed(daneHost(OWN)), 'dane-sign', []],
    [
      'where nothing is to be published, and where something is wrong',
      signed(
        daneHost(OWN, [`3 1 1 ${DIGEST}`, `3 1 2 ${DIGEST}`]),
        unsignedHost(SECOND),
        failingHost('c.example.com', SERVFAIL),
        bare('d.example.com'),
        unsignedHost('e.example.com'),
      ),
      'dane-publish',
      [
        'Publish nothing yet for c.example.com:',
        'Publish nothing yet for b.example.com, e.example.com.',
        'Something is wrong with the records of mail.example.com:',
      ],
    ],
    ['nothing of that where nothing is in the way', signed(bare(OWN)), 'dane-publish', []],
  ])('say first %s', (_, dane, step, says) => {
    const usual = words(FIRST[step as keyof typeof FIRST]);
    const texts = textsOf(stepsFor(dane).filter(({ name: each }) => each === step));
    const hints = texts.slice(0, texts.indexOf(usual));
    expect(hints.map((hint, index) => hint.slice(0, says[index]?.length))).toEqual(says);
    expect(texts).toContain(usual);
  });

  it('say nothing more where nothing can be published yet, and that a change of keys waits for it', () => {
    const steps = stepsFor(unsigned(unsignedHost(OWN)));
    expect(textsOf(steps.filter(({ name: each }) => each === 'dane-publish'))).toEqual([
      expect.stringContaining('Publish nothing yet for mail.example.com.'),
    ]);
    expect(textsOf(steps.filter(({ name: each }) => each === 'dane-roll'))).toEqual([
      expect.stringContaining('a renewal that keeps the key needs no new record'),
      words('dane.guide.roll.later'),
    ]);
  });

  it('consist of sentences and of what is copied, each with words for what it is', () => {
    const steps = stepsFor(signed(bare(OWN), bare(OTHER)));
    for (const { body } of steps)
      for (const part of body)
        expect(part.kind === 'sentence' || (part.kind === 'copy' && part.what !== '')).toBe(true);
  });

  it('have renewals keep the key before anything is published, and the old record removed last', () => {
    const text = textOf(stepsFor(signed(bare(OWN))), 'dane-publish');
    expect(text.indexOf('renewals keep the key')).toBeGreaterThan(0);
    expect(text.indexOf('renewals keep the key')).toBeLessThan(text.indexOf('openssl'));
    const roll = textOf(stepsFor(signed(oneKey(OWN))), 'dane-roll');
    const order = [
      'publish its record beside',
      'wait at least two TTLs',
      'switch the server',
      'Remove the old record only',
    ];
    const places = order.map((each) => roll.indexOf(each));
    expect(Math.min(...places)).toBeGreaterThan(0);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('have old records looked at before a zone is signed, and where none is to be signed nothing is said of them', () => {
    const OLD = 'old TLSA records';
    for (const dane of [
      unsigned(unsignedHost(OWN)),
      signed(unsignedHost(OWN)),
      signed(failingHost(OWN, TIMEOUT)),
    ]) {
      const text = textOf(stepsFor(dane), 'dane-sign');
      expect(text.indexOf(OLD)).toBeGreaterThan(0);
      expect(text.indexOf(OLD)).toBeLessThan(text.indexOf('Have your DNS provider sign'));
    }
    expect(textOf(stepsFor(signed(daneHost(OWN))), 'dane-sign')).not.toContain(OLD);
  });

  it('publish at the name in the MX record, or where records stand already', () => {
    const aliases = ['a.example.com'];
    const lookups = [tlsaLookup('a.example.com', []), tlsaLookup(OWN, [])];
    expect(new Set(printedFor(stepsFor(signed(daneHost(OWN, [], { aliases, lookups })))))).toEqual(
      new Set([OWN]),
    );
    const found = [tlsaLookup('a.example.com', [`3 1 1 ${DIGEST}`])];
    expect(new Set(printedFor(stepsFor(signed(daneHost(OWN, [], { aliases, lookups: found })))))).toEqual(
      new Set(['a.example.com']),
    );
  });

  it('leave servers out whose zone is not signed, beside one whose zone is', () => {
    const steps = stepsFor(
      signed(bare(OWN), unsignedHost('b.example.com'), failingHost('c.example.com', BOGUS)),
    );
    expect(new Set(printedFor(steps))).toEqual(new Set([OWN]));
    expect(textOf(steps, 'dane-publish')).toContain('Publish nothing yet for b.example.com.');
    expect(textOf(steps, 'dane-publish')).toContain('Publish nothing yet for c.example.com:');
  });

  it('have nothing published where records stand behind an alias into a zone that is not signed', () => {
    const lookups = [tlsaLookup(OWN, [`3 1 1 ${DIGEST}`], INSECURE, { aliases: ['tlsa.other.example'] })];
    const steps = stepsFor(signed(daneHost(OWN, [], { lookups })));
    expect(statesOf(steps)).toMatchObject({ sign: 'needed', publish: 'needed' });
    expect(printedFor(steps)).toEqual([]);
  });

  it('say of each provider what is found there, and have a message with what to ask for', () => {
    const steps = stepsFor(
      signed(
        bare('a.mx.one.example'),
        unsignedHost('b.mx.one.example'),
        failingHost('two.example', SERVFAIL),
        daneHost('mx.three.example'),
      ),
    );
    const text = textOf(steps, 'dane-provider');
    expect(text).toContain(
      'one.example signs its zone, but has no TLSA record that senders can use for a.mx.one.example.',
    );
    expect(text).toContain('one.example does not sign the zone of b.mx.one.example.');
    expect(text).toContain('There is nothing to ask for.');
    const letters = copiedIn(steps, 'dane-provider');
    expect(letters).toHaveLength(2);
    expect(letters[0]).toContain('mail for our domain example.com');
    expect(letters[0]).toContain('_25._tcp.a.mx.one.example\n_25._tcp.b.mx.one.example');
    expect(letters[1]).toContain('look-ups for two.example fail');
    // Nobody is asked for records there: what fails is the question.
    expect(letters[1]).toContain('to these questions: _25._tcp.two.example TLSA.');
    expect(letters[1]).not.toContain('Senders look for the records at');
    expect(
      copiedIn(stepsFor(signed(daneHost('a.one.example'), bare('b.one.example'))), 'dane-provider')[0]
        ?.split('\n\n')
        .map((part) => part.split(' ').slice(0, 3).join(' ')),
    ).toEqual([
      'Hello, mail for',
      'Please publish TLSA',
      'Senders look for',
      'Please do this',
      'Are DANE and',
    ]);
    // Of names and records nothing has to be said here.
    expect(letters[1]?.split('\n\n').map((part) => part.split(' ').slice(0, 3).join(' '))).toEqual([
      'Hello, mail for',
      'DNSSEC or TLSA',
      'The name servers',
      'Are DANE and',
    ]);
    const heads = steps.flatMap(({ body }) =>
      body.flatMap((part) => (part.kind === 'copy' ? [plain(part.what)] : [])),
    );
    expect(heads).toContain('Message to one.example');
    expect(letters.join('')).not.toMatch(/[\u2066-\u2069`]/);
    expect(printedFor(steps)).toEqual([]);
  });

  it('take a server under the same registered domain for an own one, and what its alias leads to for what it is', () => {
    const shop = name('shop.example.com');
    expect(Object.keys(statesOf(stepsFor(signed(bare(OWN)), shop)))).not.toContain('provider');
    const alias = daneHost(OWN, [], { aliases: [OTHER], security: INSECURE, firstAlias: SECURE });
    const steps = stepsFor(signed(alias));
    expect(Object.keys(statesOf(steps))).toEqual(['sign', 'provider']);
    expect(textOf(steps, 'dane-provider')).toContain(
      'provider.example does not sign the zone of mail.example.com.',
    );
    // Nobody else can publish below a name of the domain itself.
    expect(copiedIn(steps, 'dane-provider')[0]).toContain('_25._tcp.mx.provider.example');
  });

  it('ask a provider to compare records in which something is wrong', () => {
    const faulty = daneHost(OTHER, [`3 1 1 ${DIGEST}`, `3 1 2 ${DIGEST}`]);
    const steps = stepsFor(signed(faulty));
    expect(statesOf(steps)).toMatchObject({ provider: 'needed' });
    expect(textOf(steps, 'dane-provider')).toContain(
      'provider.example has TLSA records for mx.provider.example, but something is wrong with them.',
    );
    expect(copiedIn(steps, 'dane-provider')[0]).toContain(
      'Something is wrong with the TLSA records of mx.provider.example.',
    );
  });

  it('ask a provider for records where its own senders look: at what is run, or where records of no use stand', () => {
    const aliases = ['end.provider.example'];
    const letterFor = (lookups: DaneHost['lookups']) =>
      copiedIn(stepsFor(signed(daneHost(OTHER, [], { aliases, lookups }))), 'dane-provider')[0];
    const [end, own] = ['_25._tcp.end.provider.example', '_25._tcp.mx.provider.example'];
    const none = tlsaLookup('end.provider.example', []);
    expect(letterFor([none, tlsaLookup(OTHER, [])])).toContain(end);
    expect(letterFor([none, tlsaLookup(OTHER, [`0 1 1 ${DIGEST}`])])).toContain(own);
    expect(letterFor([none, tlsaLookup(OTHER, [`0 1 1 ${DIGEST}`])])).not.toContain(end);
  });

  it('have a key changed where records decide, whatever else stands at an alias', () => {
    const aliases = ['a.example.com'];
    const lookups = [
      tlsaLookup('a.example.com', [`3 1 1 ${NEXT}`], INSECURE),
      tlsaLookup(OWN, [`3 1 1 ${DIGEST}`]),
    ];
    const steps = stepsFor(signed(daneHost(OWN, [], { aliases, lookups })));
    expect(statesOf(steps)).toMatchObject({ publish: 'done', roll: 'needed' });
    expect(new Set(printedFor(steps))).toEqual(new Set([OWN]));
  });

  it('have records published at the name itself where its alias leads out of what is signed (RFC 7672 §2.2.2)', () => {
    const host = daneHost(OWN, [], { aliases: ['x.example.com'], security: INSECURE, firstAlias: SECURE });
    expect(new Set(printedFor(stepsFor(signed(host))))).toEqual(new Set([OWN]));
  });

  it('never have records published in a zone that is not known to be signed, whatever the facts', () => {
    const security = fc.constantFrom(SECURE, INSECURE, BOGUS, SERVFAIL, TIMEOUT);
    const host = fc
      .record({
        label: fc.constantFrom('a.example.com', 'b.example.com', OTHER),
        security,
        lookup: security,
        records: fc.constantFrom([], [`3 1 1 ${DIGEST}`]),
      })
      .map(({ label, security: own, lookup, records }) =>
        daneHost(label, [], {
          security: own,
          lookups: own.state === 'secure' ? [tlsaLookup(label, records, lookup)] : [],
        }),
      );
    fc.assert(
      fc.property(
        fc.uniqueArray(host, { selector: (each) => each.name }),
        security,
        fc.constantFrom(true, false, null),
        (hosts, mx, validates) => {
          const steps = stepsFor({ ...daneOf(...hosts), mx, validates });
          for (const base of printedFor(steps)) {
            const found = hosts.find((each) => each.name === base);
            expect(found?.security?.state).toBe('secure');
            expect(
              found?.lookups.every((lookup) => ['secure', 'insecure'].includes(lookup.security.state)),
            ).toBe(true);
          }
          const at = (step: string) => steps.findIndex((each) => each.name === step);
          if (at('dane-publish') >= 0) {
            expect(at('dane-sign')).toBeLessThan(at('dane-starttls'));
            expect(at('dane-starttls')).toBeLessThan(at('dane-publish'));
            expect(at('dane-publish')).toBeLessThan(at('dane-roll'));
          }
        },
      ),
    );
  });

  const said = (code: number) => ({ state: 'bogus', detail: `EDE ${code}` }) as const;
  it.each<[why: string, dane: DaneFacts, says: string]>([
    ['the name server fails', signed(failingHost(OWN, SERVFAIL)), 'The name servers give no usable answer'],
    ['nobody says why', signed(failingHost(OWN, BOGUS)), 'the reason is not known'],
    ['an expired signature', signed(failingHost(OWN, said(7))), 'have expired'],
    ['a signature of the future', signed(failingHost(OWN, said(8))), 'not valid yet'],
    ['a DS record without a key', signed(failingHost(OWN, said(9))), 'fits no key of the zone'],
    ['no signature', signed(failingHost(OWN, said(10))), 'have no signatures'],
    ['no proof', signed(failingHost(OWN, said(12))), 'has no valid proof'],
    [
      'no TLSA, and a proof that fails',
      signed(failingHost(OWN, BOGUS, { unvalidated: 'absent' })),
      'has no valid proof',
    ],
    [
      'what the resolver says comes before what is there',
      signed(failingHost(OWN, said(7), { unvalidated: 'absent' })),
      'have expired',
    ],
  ])('say how to repair a look-up that fails, by its reason alone: %s', (_, dane, says) => {
    const steps = stepsFor(dane);
    const text = textOf(steps, 'dane-repair');
    expect(text).toContain(says);
    expect(text).toContain(': _25._tcp.mail.example.com TLSA.');
    expect(copiedIn(steps, 'dane-repair')).toEqual(['delv _25._tcp.mail.example.com TLSA']);
    // One reason, and no other.
    expect(steps[0]?.body).toHaveLength(5);
    expect([steps[0]?.isNext, steps[0]?.isUrgent]).toEqual([true, true]);
  });

  it('are loaded where they are wanted', async () => {
    expect(await mechanism.steps?.()).toBe(daneSteps);
  });

  it('name all questions that fail for one reason in one sentence', () => {
    const text = textOf(stepsFor(signed(failingHost(OWN, BOGUS), failingHost(SECOND, BOGUS))), 'dane-repair');
    expect(text).toContain(': _25._tcp.mail.example.com TLSA, _25._tcp.b.example.com TLSA.');
  });

  it('say of each question that fails what it was: MX records, address, alias and TLSA', () => {
    const alias = daneHost('alias.example.com', [], { firstAlias: SERVFAIL, aliases: [OTHER], lookups: [] });
    const address = daneHost('lost.example.com', [], {
      address: 'unavailable',
      security: BOGUS,
      lookups: [],
    });
    expect(copiedIn(stepsFor({ ...signed(address), mx: said(7) }), 'dane-repair')).toEqual([
      'delv example.com MX\ndelv lost.example.com A',
    ]);
    // The alias itself stands in the zone of the domain, whoever has what it leads to.
    expect(copiedIn(stepsFor(signed(alias)), 'dane-repair')).toEqual(['delv alias.example.com CNAME']);
  });

  it('are urgent where senders have to hold mail back, and not behind MX records that are not signed', () => {
    const urgent = (dane: DaneFacts) => stepsFor(dane).flatMap((step) => (step.isUrgent ? [step.name] : []));
    expect(urgent(signed(failingHost(OWN, BOGUS), failingHost(OTHER, BOGUS)))).toEqual([
      'dane-repair',
      'dane-provider',
    ]);
    expect(urgent(unsigned(failingHost(OWN, BOGUS), failingHost(OTHER, BOGUS)))).toEqual([]);
    expect(urgent(signed(bare(OWN), unsignedHost(OTHER)))).toEqual([]);
    // One provider of two is enough.
    expect(urgent(signed(failingHost(OTHER, BOGUS), daneHost('mx.other.example')))).toEqual([
      'dane-provider',
    ]);
  });

  it('say nothing of name servers where the resolver does not validate, and may have failed itself', () => {
    expect(stepsFor({ ...signed(), mx: SERVFAIL, validates: false })).toEqual([]);
  });

  it('put nothing into a command but names of hosts', () => {
    const hostile = [
      '$(id).example.com',
      'a;id.example.com',
      '_x.example.com',
      'a b.example.com',
      '`id`.example.com',
      "'.example.com",
      'bücher.example.com',
    ];
    const steps = stepsFor(signed(...hostile.map(bare), bare(OWN)));
    const copied = steps.flatMap((step) => copiedIn(steps, step.name)).join('\n');
    expect(copied).not.toMatch(/\bid\b|`|_x|a b|xn--/);
    expect(copied).toContain(OWN);
    expect(stepsFor(signed(...hostile.map(bare)))).toEqual([]);
    // Nor where it is the name that an alias leads to.
    const behind = hostile.map((base) => tlsaLookup(base, [], BOGUS));
    const repair = stepsFor(signed(daneHost(OWN, [], { lookups: [tlsaLookup(OWN, [], BOGUS), ...behind] })));
    expect(copiedIn(repair, 'dane-repair')).toEqual(['delv _25._tcp.mail.example.com TLSA']);
  });
});

/** What a shell prints with openssl as it is on no machine: it says what it was asked for, and fails where the file is missing. */
const FAKE = `
openssl() {
  case "$1" in
    x509) [ -e "$3" ] && echo key ;;
    pkey) if [ "$2" = -pubin ]; then read -r line && [ -n "$line" ]; else [ -e "$3" ]; fi ;;
    dgst) echo '${DIGEST} *tlsa.der' ;;
  esac
}
`;

describe('a command', () => {
  const run = (command: string) => {
    try {
      return execFileSync('sh', ['-c', `${FAKE}${command}`], {
        encoding: 'utf8',
        cwd: import.meta.dirname,
        stdio: 'pipe',
      });
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  };

  it.each([
    ['of a certificate', recordOfCertificate(name(OWN), name(OWN))],
    ['of a key', recordOfKey(name(OWN))],
  ])('prints the record for a zone file: %s', (_, written) => {
    const command = written.replace(/-in \S+/, '-in guide.test.ts');
    expect(run(command)).toBe(`_25._tcp.mail.example.com. IN TLSA 3 1 1 ${DIGEST}\n`);
  });

  it.each([
    ['a certificate that is not there', recordOfCertificate(name(OWN), name(OWN))],
    ['a key that is not there', recordOfKey(name(OWN))],
  ])('prints no digest of nothing: %s', (_, command) => {
    expect(run(command)).toBe('');
  });
});
