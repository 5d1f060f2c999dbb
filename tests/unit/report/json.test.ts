import { describe, expect, it } from 'vitest';
import { jsonReportOf, jsonText } from '../../../lib/report/json.ts';
import { assessmentOf, host, mxOf, policyOf, policyText } from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';

const report = (change = {}) => jsonReportOf(assessmentOf(change), 'Waxseal 0.1.0', NOW);

describe('the report as JSON', () => {
  it('says what it is, by whom, of what and when', () => {
    expect(report()).toMatchObject({
      schema: 'waxseal-report',
      version: 1,
      generator: 'Waxseal 0.1.0',
      writtenAt: '2026-06-01T12:00:00.000Z',
      policyDomain: 'example.com',
      resolver: { id: 'cloudflare', url: 'https://cloudflare-dns.com/dns-query' },
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
      queries: [],
      policyFetch: assessment.policyFetch,
    });
  });

  it('has them in the order of the first version, whatever the mechanisms', () => {
    const file = { state: 'absent' } as const;
    const { evidence } = report({ policyFile: file, unprovenNoes: true });
    expect(Object.keys(evidence).join(' ')).toBe(
      'mx stsRecord policyHost policy policyFile remembered tlsrpt dane dnssec spf dkim dmarc dmarcReports bimi caa queries policyFetch unprovenNoes',
    );
    expect(Object.keys(report({ policyFile: undefined }).evidence)).not.toContain('policyFile');
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
