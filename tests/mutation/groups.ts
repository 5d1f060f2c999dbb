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
  text: {
    files: ['lib/text/*.ts'],
    tests: [
      ...unit('text/*', 'workshop/*', 'mechanisms/*/record*', 'mechanisms/tlsrpt/rua', 'guide/rua-target'),
    ],
  },
  records: {
    files: ['lib/mechanisms/mta-sts/record.ts', 'lib/mechanisms/tlsrpt/*.ts'],
    tests: [
      ...unit(
        'text/tag-record',
        'mechanisms/mta-sts/record*',
        'mechanisms/tlsrpt/*',
        'workshop/*',
        'report/evidence',
      ),
      ...property('sts-record', 'tlsrpt-record'),
    ],
  },
  policy: {
    files: [
      'lib/mechanisms/mta-sts/policy.ts',
      'lib/mechanisms/mta-sts/policy-keys.ts',
      'lib/mechanisms/mta-sts/policy-line.ts',
      'lib/mechanisms/mta-sts/policy-text.ts',
      'lib/mechanisms/mta-sts/mx-*.ts',
      'lib/mechanisms/mta-sts/unread-keys.ts',
    ],
    tests: [
      ...unit('mechanisms/mta-sts/policy*', 'mechanisms/mta-sts/mx-pattern', 'text/tag-record'),
      ...property('sts-policy', 'mx-pattern'),
      'tests/rfc/corpus.test.ts',
    ],
  },
  dns: {
    files: ['lib/dns/*.ts'],
    tests: [...unit('dns/*'), ...property('record-types', 'public-address')],
  },
  names: {
    files: ['lib/names/[!p]*.ts', 'lib/names/page-host.ts', 'lib/recent.ts', 'lib/duration.ts'],
    tests: [...unit('names/*', 'recent', 'duration'), 'tests/rfc/bug-museum.test.ts'],
  },
  fetch: {
    files: [
      'lib/mechanisms/mta-sts/fetch*.ts',
      'lib/mechanisms/mta-sts/remembered-policy.ts',
      'lib/mechanisms/mta-sts/max-age.ts',
      'lib/mechanisms/mta-sts/policy-host.ts',
      'lib/mechanisms/mta-sts/redirect-target.ts',
      'lib/mechanisms/mta-sts/served-policy.ts',
      'lib/mechanisms/mta-sts/network-error-logging.ts',
    ],
    tests: [
      ...unit(
        'mechanisms/mta-sts/fetch*',
        'mechanisms/mta-sts/remembered-policy',
        'mechanisms/mta-sts/network-error-logging',
        'mechanisms/mta-sts/redirect-target',
      ),
      'tests/rfc/rfc8461-fetching.test.ts',
    ],
  },
  waiting: { files: ['lib/network/*.ts'], tests: unit('network/*') },
  facts: {
    files: [
      'lib/mechanism.ts',
      'lib/mechanisms.ts',
      'lib/mechanisms/mx/*.ts',
      'lib/mechanisms/mta-sts/evidence.ts',
      'lib/mechanisms/mta-sts/facts.ts',
      'lib/mechanisms/mta-sts/gather.ts',
      'lib/mechanisms/mta-sts/host-address.ts',
      'lib/mechanisms/mta-sts/mechanism.ts',
      'lib/mechanisms/mta-sts/read-policy-file.ts',
      'lib/mechanisms/mta-sts/stored-policy.ts',
      'lib/mechanisms/mta-sts/unannounced-file.ts',
      'lib/check/*.ts',
      'lib/stored/*.ts',
      'lib/outcome.ts',
      'lib/view.ts',
    ],
    tests: [
      ...unit(
        'mechanisms/mx/*',
        'check/*',
        'mechanisms/mta-sts/host-address',
        'report/evidence',
        'view',
        'browser/spoilt-storage',
      ),
      'tests/rfc/rfc7505-null-mx.test.ts',
    ],
  },
  judgement: {
    files: [
      'lib/verdict/*.ts',
      'lib/mechanisms/mta-sts/consequence.ts',
      'lib/mechanisms/mta-sts/coverage.ts',
      'lib/mechanisms/mta-sts/mode.ts',
      'lib/mechanisms/mta-sts/uncovered-first.ts',
      'lib/mechanisms/mta-sts/judge.ts',
      'lib/mechanisms/mta-sts/likeness.ts',
      'lib/mechanisms/mta-sts/problems.ts',
      'lib/problem.ts',
      'lib/severity.ts',
    ],
    tests: unit('verdict/*', 'mechanisms/mta-sts/coverage', 'mechanisms/mta-sts/likeness', 'problem'),
  },
  senders: {
    files: ['lib/mechanisms/mta-sts/senders/senders.ts', 'lib/mechanisms/mta-sts/senders/facts.ts'],
    tests: unit('mechanisms/mta-sts/senders/senders'),
  },
  'sender-rules': {
    files: ['lib/mechanisms/mta-sts/senders/*rule*.ts'],
    tests: unit('mechanisms/mta-sts/senders/senders'),
  },
  report: { files: ['lib/report/*.ts'], tests: unit('report/*') },
  choices: {
    files: ['lib/settings.ts', 'lib/automatic/*.ts'],
    tests: unit('settings', 'automatic/*'),
  },
  workshop: {
    files: ['lib/workshop/*.ts'],
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
