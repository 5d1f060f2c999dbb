import type { ToldWith } from '../../mechanism.ts';
import type { Block, Cell, Section } from '../../report/blocks.ts';
import { logoObstacle } from '../../text/logo-obstacle.ts';
import { valueOf } from '../../text/sentence.ts';
import type { Applied } from './applied.ts';
import type { DmarcFacts, DmarcParts, ReportHost } from './facts.ts';

/** Which names must agree, what becomes of mail where none does, and where reports go. Nothing where no record applies. Pure. */
export function dmarcPicture({ dmarc, dmarcReports }: DmarcParts, _: object, told: ToldWith): Section[] {
  if (dmarc.state === 'pending' || !dmarc.record) return [];
  const { say } = told;
  const hosts = dmarcReports.state === 'found' ? dmarcReports.hosts : [];
  return [
    { id: 'dmarc-alignment', heading: say('dmarc.alignment.title'), blocks: alignment(dmarc, told) },
    { id: 'dmarc-policies', heading: say('dmarc.policies.title'), blocks: [policies(dmarc, told)] },
    { id: 'dmarc-uses', heading: say('dmarc.uses.title'), blocks: [uses(dmarc, told)] },
    ...(hosts.length > 0
      ? [{ id: 'dmarc-reports', heading: say('dmarc.reports.title'), blocks: [reportHosts(hosts, told)] }]
      : []),
  ];
}

/** Names that SPF or DKIM can vouch for, and whether they agree with that in the From of a message (RFC 9989 §4.4). */
function alignment(
  { record, recordDomain, organizationalDomain }: DmarcFacts,
  { say, policyDomain }: ToldWith,
): Block[] {
  const organization = organizationalDomain ?? policyDomain;
  const names = [...new Set([policyDomain, `mail.${policyDomain}`, organization])];
  // Below a public suffix each name is an organization of its own (RFC 9989 §4.10.2).
  const isSuffix = record?.psd === 'y' && recordDomain === policyDomain;
  const cell = (name: string, mode: 'r' | 's'): Cell => {
    const isAligned = name === policyDomain || (mode === 'r' && !isSuffix);
    // Whether a name is of the same organization could not be known.
    const isOpen = name !== policyDomain && mode === 'r' && organizationalDomain === null;
    if (isOpen) return { text: say('dmarc.alignment.open'), sign: 'open' };
    return isAligned
      ? { text: say('dmarc.alignment.yes'), sign: 'yes' }
      : { text: say('dmarc.alignment.no'), sign: 'no' };
  };
  const never: Cell = { text: say('dmarc.alignment.no'), sign: 'no' };
  const { aspf, adkim } = record ?? { aspf: 'r', adkim: 'r' };
  return [
    { kind: 'paragraph', text: say('dmarc.alignment.text', { domain: policyDomain }) },
    {
      kind: 'table',
      columns: [
        { title: say('dmarc.alignment.name'), role: 'head' },
        { title: say('dmarc.alignment.spf') },
        { title: say('dmarc.alignment.dkim') },
      ],
      rows: [
        ...names.map((name) => ({ cells: [valueOf(name), cell(name, aspf), cell(name, adkim)] })),
        { cells: [say('dmarc.alignment.other'), never, never] },
      ],
    },
  ];
}

/** The policy for each kind of name, as receivers of either RFC have it. */
function policies({ applied, states, list }: DmarcFacts, { say, policyDomain }: ToldWith): Block {
  const told = (policy: Applied | null, state: DmarcFacts['state']): Cell => {
    if (!policy)
      return {
        text: say(`dmarc.policies.${state === 'unavailable' ? 'unknown' : 'nothing'}`),
        sign: state === 'unavailable' ? 'open' : 'no',
      };
    const from = `${policy.tag}=${policy.declared}${policy.isTesting ? '; t=y' : ''}`;
    return {
      text: say('dmarc.policies.applied', { policy: policy.policy, from, name: `_dmarc.${policy.record}` }),
      sign: policy.policy === 'none' ? 'no' : policy.policy === 'reject' ? 'yes' : 'unsure',
    };
  };
  const old = (policy: string | null, pct: number | null, isKnown: boolean): string =>
    policy === null
      ? say(`dmarc.policies.${isKnown ? 'nothing' : 'unknown'}`)
      : valueOf(pct !== null && pct < 100 ? `${policy}; pct=${pct}` : policy);
  const oldBelow = old(list.subdomain, list.subdomainPct, list.isSubdomainKnown);
  return {
    kind: 'table',
    columns: [
      { title: say('dmarc.policies.from'), role: 'head' },
      { title: say('dmarc.policies.walk'), role: 'judged' },
      { title: say('dmarc.policies.list') },
    ],
    rows: [
      {
        cells: [
          valueOf(policyDomain),
          told(applied.domain, states.domain),
          old(list.policy, list.pct, list.state !== 'unavailable'),
        ],
      },
      {
        cells: [say('dmarc.policies.existing'), told(applied.subdomain, states.subdomain), oldBelow],
      },
      {
        cells: [say('dmarc.policies.missing'), told(applied.nonexistent, states.nonexistent), oldBelow],
      },
    ],
  };
}

/** What the policy is enough for. */
function uses(facts: DmarcFacts, { say }: ToldWith): Block {
  const cause = logoObstacle(facts);
  const isOpen = cause === null && facts.organizationRecord === null;
  const bimi: Cell = isOpen
    ? { text: say('dmarc.uses.open'), sign: 'open' }
    : cause === null
      ? { text: say('dmarc.uses.yes'), sign: 'yes' }
      : { text: say('dmarc.uses.no', { cause }), sign: 'no' };
  return {
    kind: 'table',
    columns: [
      { title: say('dmarc.uses.use'), role: 'head' },
      { title: say('dmarc.uses.enough'), role: 'judged' },
    ],
    rows: [
      { cells: [say('dmarc.uses.bulk'), { text: say('dmarc.uses.yes'), sign: 'yes' }] },
      { cells: [say('dmarc.uses.bimi'), bimi] },
    ],
  };
}

const SIGNS = { same: 'yes', authorised: 'yes', unauthorised: 'no', unavailable: 'open' } as const;
const MAIL_SIGNS = { yes: 'yes', 'null-mx': 'no', no: 'no', unavailable: 'open', unasked: 'open' } as const;
const MAIL_WORDS = {
  yes: 'yes',
  'null-mx': 'no',
  no: 'no',
  unavailable: 'unknown',
  unasked: 'unasked',
} as const;

function reportHosts(hosts: readonly ReportHost[], { say }: ToldWith): Block {
  return {
    kind: 'table',
    columns: [
      { title: say('dmarc.reports.host'), role: 'head' },
      { title: say('dmarc.reports.tags') },
      { title: say('dmarc.reports.permission'), role: 'judged' },
      { title: say('dmarc.reports.mail'), role: 'judged' },
    ],
    rows: hosts.map(({ host, tags, state, mail }) => ({
      cells: [
        valueOf(host),
        valueOf(tags.join(', ')),
        { text: say(`dmarc.reports.state.${state}`), sign: SIGNS[state] },
        { text: say(`dmarc.reports.takes.${MAIL_WORDS[mail]}`), sign: MAIL_SIGNS[mail] },
      ],
    })),
  };
}
