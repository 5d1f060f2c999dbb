import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { caseRow, caseSection, headlineTitle } from '../support/case-table.ts';
import { words } from '../support/i18n.ts';
import { ROOT } from '../support/repository.ts';
import type { HostileCase, Seen } from './case.ts';
import { CANARY_CASES } from './canary.ts';
import { ADDRESS_CASES, DNS_CASES } from './dns-cases.ts';
import { TLSA_CASES } from './tlsa-cases.ts';
import { CONNECTIONS, SIZES, TEXTS, type PolicyCase } from './policy-cases.ts';

export const HOSTILE_PAGE = 'docs/hostile-world.md';

const DNS = 'tests/hostile/dns.test.ts';
const TLSA = 'tests/hostile/tlsa.test.ts';
const NODE = 'tests/hostile/policy.test.ts';
const CHROMIUM = 'tests/e2e/hostile.e2e.ts';
const FIREFOX = 'tests/e2e/firefox-hostile.e2e.ts';
const TESTS: Record<PolicyCase['by'], readonly string[]> = {
  node: [NODE],
  browsers: [CHROMIUM, FIREFOX],
  both: [NODE, CHROMIUM, FIREFOX],
};

const INTRODUCTION = `# The hostile world

What Waxseal shows where the network, a resolver or the owner of a domain does its worst. Printed by \`npm run docs\` from the cases that the tests
run (\`tests/hostile/\`): each row is one of them, with the sentence at the top and the codes of all findings, none more and none less. Nothing else about
the domain is wrong. No test waits for the clock: deadlines pass on command, and how much was taken is read from the log of the host.

Where DNS gives no usable answer, the row says what is seen where that is about the MTA-STS record. The same answers about MX come to
“${words('headline.unknown_mx.title')} ${words('headline.unknown_mx.text')}”, and about TLSRPT to a finding beside the verdict.
What we could not know is never shown as absent.

`;

/** The whole page, as it must lie in the repository. */
export async function hostilePage(): Promise<string> {
  const policyRows = (cases: readonly PolicyCase[]) => cases.map((each) => row(each, TESTS[each.by], each));
  const text =
    INTRODUCTION +
    caseSection(
      'DNS',
      DNS_CASES.map((each) => row(each, [DNS])),
    ) +
    caseSection(
      'Where the policy host lies, as a public resolver says',
      ADDRESS_CASES.map((each) => row(each, [DNS])),
    ) +
    caseSection(
      'TLSA records of the only mail server, in a signed domain without MTA-STS',
      TLSA_CASES.map((each) => row(each, [TLSA])),
    ) +
    caseSection('How much the policy host sends', policyRows(SIZES)) +
    caseSection('What it writes', policyRows(TEXTS)) +
    caseSection('Connections and HTTP', policyRows(CONNECTIONS)) +
    caseSection(
      'Text that would like to be more, or to look like something else',
      CANARY_CASES.map((each) => row(each, TESTS.both, each)),
    );
  return format(text, { ...(await resolveConfig(join(ROOT, HOSTILE_PAGE))), parser: 'markdown' });
}

function row(
  hostile: HostileCase,
  tests: readonly string[],
  { inFirefox, requestsInFirefox }: { inFirefox?: Seen; requestsInFirefox?: number } = {},
): string {
  const seen = [
    seenWords(hostile),
    inFirefox && `In Firefox: ${seenWords(inFirefox)}`,
    requestsInFirefox && `Firefox asks up to ${requestsInFirefox} times by itself.`,
  ];
  return caseRow(hostile.what, seen.filter(Boolean).join(' '), tests);
}

function seenWords({ headline, findings }: Seen): string {
  const codes = findings.map((code) => `\`${code}\``).join(', ');
  return `${headlineTitle(headline)} ${codes}`.trim();
}
