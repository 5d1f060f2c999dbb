import { describe, expect, it } from 'vitest';
import { jsonReportOf, jsonText, type ToldLanes } from '../../../lib/report/json.ts';
import { MECHANISMS } from '../../../lib/mechanisms.ts';
import { PENDING } from '../../../lib/outcome.ts';
import { WEIGHTS } from '../../../lib/verdict/weights.ts';
import { assessmentOf, host, mxOf, policyOf, policyText, UNSIGNED } from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';

const TOLD: ToldLanes = {
  language: 'en',
  lanes: [{ lane: 'transit', state: 'enforced', tone: 'good', word: 'protected', text: 'Sealed.' }],
};
const report = (change = {}) => jsonReportOf(assessmentOf(change), 'Waxseal 0.1.0', NOW, TOLD);

describe('the report as JSON', () => {
  it('says what it is, by whom, of what and when', () => {
    expect(report()).toMatchObject({
      schema: 'waxseal-report',
      version: 2,
      generator: 'Waxseal 0.1.0',
      writtenAt: '2026-06-01T12:00:00.000Z',
      policyDomain: 'example.com',
      language: 'en',
      resolver: { id: 'cloudflare', url: 'https://cloudflare-dns.com/dns-query', validates: null },
      asked: ['transit', 'spoofing', 'also'],
      lanes: TOLD.lanes,
      startedAt: '2026-06-01T11:59:59.800Z',
      finishedAt: '2026-06-01T12:00:00.000Z',
    });
    expect(report({ finishedAt: null }).finishedAt).toBeNull();
  });

  it('has verdict, servers, findings and senders', () => {
    const { verdict, servers, findings, senders } = report({
      mx: mxOf(host('mail.example.com', 10), host('b.test', 20, { aliasOf: 'c.test' })),
      policy: policyOf(`${policyText('enforce', 'mx: mail.example.com')}\n`),
    });
    expect(verdict).toEqual({
      standing: 'uncovered',
      headline: 'uncovered-some',
      tone: 'bad',
      mode: 'enforce',
      maxAgeSeconds: 1209600,
      coverage: { covered: 1, total: 2 },
    });
    expect(servers[1]).toEqual({
      name: 'b.test',
      preference: 20,
      address: 'found',
      aliasOf: 'c.test',
      pattern: null,
      consequence: 'refused',
    });
    expect(findings[0]).toEqual({
      mechanism: 'mta-sts',
      code: 'mx-backup-uncovered',
      severity: 'error',
      source: 'RFC 8461 §8.4',
      parameters: { host: 'b.test' },
    });
    expect(senders[0]).toEqual({ sender: 'postfix-tlspol', accepts: 'ignores', reasons: ['blank-line'] });
  });

  it('has the facts as they were found', () => {
    const assessment = assessmentOf();
    const { evidence } = report();
    expect(evidence).toEqual({
      mx: assessment.mx,
      stsRecord: assessment.stsRecord,
      policyHost: assessment.policyHost,
      policy: assessment.policy,
      remembered: null,
      tlsrpt: assessment.tlsrpt,
      dane: assessment.dane,
      dmarc: assessment.dmarc,
      dmarcReports: assessment.dmarcReports,
      dnssec: assessment.dnssec,
      spf: assessment.spf,
      dkim: assessment.dkim,
      bimi: assessment.bimi,
      caa: assessment.caa,
    });
  });

  it('has them in the order of the list', () => {
    const file = { state: 'absent' } as const;
    const { evidence } = report({ policyFile: file, unprovenNoes: true });
    expect(Object.keys(evidence).join(' ')).toBe(
      'mx stsRecord policyHost policy policyFile remembered tlsrpt dane dnssec spf dkim dmarc dmarcReports bimi caa unprovenNoes',
    );
    expect(Object.keys(report({ policyFile: undefined }).evidence)).not.toContain('policyFile');
  });

  it('has every question and the request for the file once, with the moment of each', () => {
    const later = {
      name: 'b.test',
      type: 'A',
      outcome: 'servfail',
      authentic: false,
      startedAfterMs: 90,
      tookMs: 7,
    } as const;
    const first = {
      ...later,
      name: 'a.test',
      type: 'MX',
      outcome: 'NOERROR',
      authentic: true,
      startedAfterMs: 0,
    } as const;
    const made = report({ queries: [{ ...later, isUnchecked: true }, first] });
    expect(made.questions).toEqual([
      {
        name: 'a.test',
        type: 'MX',
        outcome: 'NOERROR',
        authentic: true,
        unvalidated: false,
        askedAt: '2026-06-01T11:59:59.800Z',
        tookMs: 7,
      },
      expect.objectContaining({ name: 'b.test', unvalidated: true, askedAt: '2026-06-01T11:59:59.890Z' }),
    ]);
    expect(made.policyRequest).toMatchObject({
      url: 'https://mta-sts.example.com/.well-known/mta-sts.txt',
      outcome: 'found',
    });
    expect(report({ policyFetch: null }).policyRequest).toBeNull();
    expect(JSON.stringify(made.evidence)).not.toMatch(/queries|policyFetch/);
  });

  it('has what each mechanism comes to, with the places of its findings', () => {
    const { mechanisms, findings } = report({ mx: mxOf(host('mail.example.com', 10), host('b.test', 20)) });
    expect(mechanisms.map(({ name }) => name).toSorted()).toEqual(
      MECHANISMS.map(({ name }) => name).toSorted(),
    );
    for (const { name, lane, findings: places } of mechanisms) {
      expect(WEIGHTS[name].lane).toBe(lane);
      for (const place of places) expect(findings[place]?.mechanism).toBe(name);
    }
    const places = mechanisms.flatMap((each) => each.findings);
    expect(places.toSorted((a, b) => a - b)).toEqual([...findings.keys()]);
  });

  it('has what DNSSEC says, and that it is not known', () => {
    expect(report().dnssec).toEqual({
      domain: 'insecure',
      mx: 'insecure',
      policyHost: 'insecure',
      hosts: [],
    });
    const hosts = [{ name: 'mail.example.com', security: { state: 'secure' } }];
    const dnssec = { ...UNSIGNED.dnssec, policyHost: null, hosts, validates: true };
    expect(report({ dnssec }).dnssec).toMatchObject({
      policyHost: null,
      hosts: [{ name: 'mail.example.com', state: 'secure' }],
    });
    expect(report({ dnssec }).resolver.validates).toBe(true);
    expect(report({ dnssec: PENDING })).toMatchObject({ dnssec: null, resolver: { validates: null } });
  });

  it('says which lanes were asked', () => {
    expect(report({ lanes: ['transit'], transitAt: null })).toMatchObject({
      asked: ['transit'],
      transitAt: null,
    });
  });

  it('as text is ASCII-safe to look at, and the same to a program', () => {
    const hostile = 'a\u00ad\u202eb\u2028c\u{e0041}d\0e\ud800f"\\';
    const made = report({ mx: mxOf(host(hostile, 10, { isHostName: false })) });
    const text = jsonText(made);
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(made)));
    expect((JSON.parse(text) as typeof made).servers[0]?.name).toBe(hostile);
    expect(text.endsWith('}\n')).toBe(true);
  });
});
