/** What is mutated together, and the tests that have to notice. */
export interface Group {
  readonly files: readonly string[];
  readonly tests: readonly string[];
}

const unit = (...names: readonly string[]) => names.map((name) => `tests/unit/${name}.test.ts`);
const property = (...names: readonly string[]) => names.map((name) => `tests/property/${name}.test.ts`);
const guide = (...names: readonly string[]) => names.map((name) => `lib/guide/${name}.ts`);

/** All of lib/ but lib/browser/ and lib/locales/, which need a browser. */
export const GROUPS: Readonly<Record<string, Group>> = {
  records: {
    files: ['lib/tag-record.ts', 'lib/meant-record.ts', 'lib/mta-sts/record.ts', 'lib/tlsrpt/*.ts'],
    tests: [
      ...unit('tag-record', 'mta-sts/record*', 'tlsrpt/*', 'workshop/fixes'),
      ...property('sts-record', 'tlsrpt-record'),
    ],
  },
  policy: {
    files: [
      'lib/mta-sts/policy.ts',
      'lib/mta-sts/policy-keys.ts',
      'lib/mta-sts/policy-line.ts',
      'lib/mta-sts/unread-keys.ts',
      'lib/mta-sts/policy-text.ts',
      'lib/mta-sts/mx-pattern.ts',
      'lib/mta-sts/mx-token.ts',
      'lib/mta-sts/mx-value.ts',
      'lib/white-space.ts',
    ],
    tests: [
      ...unit('mta-sts/policy*', 'mta-sts/mx-pattern', 'tag-record'),
      ...property('sts-policy', 'mx-pattern'),
      'tests/rfc/corpus.test.ts',
    ],
  },
  dns: { files: ['lib/dns/*.ts'], tests: [...unit('dns/*'), ...property('buffer', 'public-address')] },
  names: {
    files: [
      'lib/domain-name.ts',
      'lib/page-host.ts',
      'lib/subject.ts',
      'lib/recent.ts',
      'lib/visible-text.ts',
      'lib/character-name.ts',
      'lib/duration.ts',
    ],
    tests: [
      ...unit('domain-name', 'page-host', 'subject', 'recent', 'visible-text', 'duration'),
      'tests/rfc/bug-museum.test.ts',
    ],
  },
  fetch: {
    files: [
      'lib/mta-sts/fetch*.ts',
      'lib/mta-sts/remembered-policy.ts',
      'lib/mta-sts/max-age.ts',
      'lib/mta-sts/policy-host.ts',
      'lib/mta-sts/redirect-target.ts',
      'lib/mta-sts/served-policy.ts',
      'lib/mta-sts/network-error-logging.ts',
    ],
    tests: [
      ...unit(
        'mta-sts/fetch*',
        'mta-sts/remembered-policy',
        'mta-sts/network-error-logging',
        'mta-sts/redirect-target',
      ),
      'tests/rfc/rfc8461-fetching.test.ts',
    ],
  },
  waiting: { files: ['lib/read-body.ts', 'lib/deadline.ts'], tests: unit('read-body', 'deadline') },
  facts: {
    files: [
      'lib/mx/*.ts',
      'lib/assess.ts',
      'lib/beside.ts',
      'lib/look.ts',
      'lib/look-up.ts',
      'lib/read-policy-file.ts',
      'lib/outcome.ts',
    ],
    tests: [...unit('mx/*', 'assess*', 'look', 'look-up'), 'tests/rfc/rfc7505-null-mx.test.ts'],
  },
  known: {
    files: ['lib/assessment*.ts', 'lib/offline.ts', 'lib/policy-host.ts', 'lib/view.ts'],
    tests: unit('assessment', 'offline', 'policy-host', 'view'),
  },
  judgement: {
    files: [
      'lib/closer-look.ts',
      'lib/coverage.ts',
      'lib/dangling.ts',
      'lib/findings.ts',
      'lib/gathered.ts',
      'lib/likeness.ts',
      'lib/standing.ts',
      'lib/verdict.ts',
    ],
    tests: unit('coverage', 'dangling', 'findings', 'gathered', 'likeness', 'standing*'),
  },
  problems: { files: ['lib/fault.ts', 'lib/problem.ts'], tests: unit('problem') },
  senders: { files: ['lib/senders.ts', 'lib/sender-facts.ts'], tests: unit('senders') },
  'sender-rules': { files: ['lib/sender-*rule*.ts'], tests: unit('senders') },
  report: { files: ['lib/report/*.ts'], tests: unit('report/*') },
  choices: {
    files: ['lib/settings.ts', 'lib/automatic*.ts'],
    tests: unit('settings', 'automatic*'),
  },
  workshop: {
    files: ['lib/workshop/*.ts', 'lib/writing.ts'],
    tests: unit('workshop/*'),
  },
  'guide-proposal': {
    files: [
      ...guide('choices', 'notes', 'obstacle', 'proposal', 'mx-patterns', 'registrable', 'host-names'),
      ...guide('kept-patterns', 'mx-culprits', 'present', 'seen'),
      ...guide('dns-record', 'live-notes', 'policy-file', 'policy-id', 'rua-target'),
    ],
    tests: [
      ...unit('guide/proposal', 'guide/choices', 'guide/mx-patterns', 'guide/dns-record'),
      ...unit('guide/policy-file', 'guide/policy-id', 'guide/rua-target', 'guide/registrable'),
      ...unit('guide/live-notes', 'guide/kept-patterns', 'guide/steps'),
    ],
  },
  'guide-steps': {
    files: [
      ...guide(
        'codes',
        'checks',
        'ideal',
        'mx-findings',
        'offers',
        'progress',
        'step',
        'step-policy',
        'unread',
      ),
      ...guide('steps'),
    ],
    tests: [
      ...unit('guide/checks', 'guide/ideal', 'guide/mx-findings', 'guide/offers', 'guide/progress'),
      ...unit('guide/steps'),
    ],
  },
  'guide-plans': {
    files: guide('caches', 'calendar', 'day', 'event-notes', 'plan*'),
    tests: unit('guide/caches', 'guide/calendar', 'guide/event-notes', 'guide/plan*'),
  },
  'guide-tools': {
    files: guide('difference', 'hosting*'),
    tests: unit('guide/difference', 'guide/hosting*'),
  },
};
