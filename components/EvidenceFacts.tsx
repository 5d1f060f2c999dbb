import type { RecordFacts } from '../lib/dns/record-facts.ts';
import type { Assessment } from '../lib/check/assessment.ts';
import type { Unknown } from '../lib/dns/lookup.ts';
import type { ReportName } from '../lib/mechanisms.ts';
import { language, say } from '../lib/locales/say.ts';
import type { PolicyFacts } from '../lib/mechanisms/mta-sts/served-policy.ts';
import { policyUrlOf } from '../lib/mechanisms/mta-sts/policy-host.ts';
import type { MxHost } from '../lib/mechanisms/mx/assess.ts';
import type { Pending } from '../lib/outcome.ts';
import { visibleBlock, visibleText } from '../lib/text/visible-text.ts';
import { dnsFailureWords } from './finding-words.ts';
import { momentWords } from './format.ts';
import { Sentence } from './Sentence.tsx';
import { useShown } from './use-shown.tsx';

/** The facts, and which of them are records beside the policy: their part, and what stands before the domain. */
export interface Facts {
  readonly assessment: Assessment;
  readonly records: readonly { readonly name: ReportName; readonly label: string }[];
}

/** The raw facts: records, policy text, resolver, times and what was asked. */
export function EvidenceFacts({ assessment, records }: Facts) {
  const { policyDomain, resolver, queries } = assessment;
  const { shown, more } = useShown(queries, 100);
  return (
    <>
      <MxEvidence name={policyDomain} mx={assessment.mx} />
      <RecordEvidence name={`_mta-sts.${policyDomain}`} facts={assessment.stsRecord} />
      <PolicyEvidence url={policyUrlOf(policyDomain)} policy={assessment.policy} />
      {records.map(({ label, name }) => (
        <RecordEvidence key={name} name={`${label}.${policyDomain}`} facts={assessment[name]} />
      ))}
      <h3>{say('evidence.resolver')}</h3>
      <p>
        <bdi>{visibleText(resolver.name)}</bdi> · <bdi class="raw">{visibleText(resolver.url)}</bdi>
      </p>
      {assessment.unprovenNoes && <p>{say('evidence.unproven')}</p>}
      <h3>{say('evidence.queries')}</h3>
      <ul class="queries">
        {shown.map(({ name, type, outcome, authentic, tookMs }, index) => (
          <li key={index}>
            <bdi class="raw">
              {type} {visibleText(name)}
            </bdi>{' '}
            {visibleText(outcome)}
            {authentic && ' AD'} ·{' '}
            <Sentence text={say('evidence.took', { milliseconds: Math.round(tookMs) })} />
          </li>
        ))}
      </ul>
      {more}
      <h3>{say('evidence.limits')}</h3>
      <p>{say('evidence.limitsText')}</p>
    </>
  );
}

function MxEvidence({ name, mx }: { name: string; mx: Assessment['mx'] }) {
  if (mx.state === 'pending') return null;
  return (
    <>
      <h3>
        <Sentence text={say('evidence.mx', { name })} />
      </h3>
      {mx.state === 'found' && !mx.implicit && (
        <Raw text={[...mx.hosts.map(recordText), ...mx.nullPreferences.map(nullText)].join('\n')} />
      )}
      {mx.state === 'absent' && mx.reason === 'null-mx' && (
        <Raw text={mx.nullPreferences.map(nullText).join('\n')} />
      )}
      {mx.state !== 'unavailable' && !hasMxRecord(mx) && <p>{say('evidence.noRecord')}</p>}
      {mx.state === 'unavailable' ? <Unavailable {...mx} /> : <Authentic authentic={mx.authentic} />}
    </>
  );
}

function nullText(preference: number): string {
  return `${preference} .`;
}

function recordText({ preference, name }: MxHost): string {
  return `${preference} ${name}`;
}

/** Text as it was published. What is long scrolls, and can be scrolled with the keyboard. */
function Raw({ text }: { text: string }) {
  return <pre tabIndex={0}>{visibleBlock(text)}</pre>;
}

function hasMxRecord(mx: Exclude<Assessment['mx'], Pending>): boolean {
  return mx.state === 'found' ? !mx.implicit : mx.state === 'absent' && mx.reason === 'null-mx';
}

function Authentic({ authentic }: { authentic: boolean }) {
  return <p>{authentic ? say('evidence.authentic') : say('evidence.notAuthentic')}</p>;
}

function Unavailable({ reason, detail }: Unknown) {
  return (
    <p>
      <Sentence text={say('evidence.unavailable', { reason: dnsFailureWords(reason) })} />
      {detail !== null && (
        <>
          {' '}
          <bdi class="raw">{visibleText(detail)}</bdi>
        </>
      )}
    </p>
  );
}

function RecordEvidence({ name, facts }: { name: string; facts: Pending | RecordFacts<unknown> }) {
  if (facts.state === 'pending') return null;
  return (
    <>
      <h3>
        <Sentence text={say('evidence.record', { name })} />
      </h3>
      {facts.state === 'unavailable' ? (
        <Unavailable {...facts} />
      ) : (
        <>
          {facts.aliases.length > 0 && (
            <p>
              <Sentence text={say('evidence.aliases', { names: list(facts.aliases) })} />
            </p>
          )}
          {facts.texts.length === 0 && <p>{say('evidence.noRecord')}</p>}
          <Texts texts={facts.texts} />
          <Authentic authentic={facts.authentic} />
        </>
      )}
    </>
  );
}

function Texts({ texts }: { texts: readonly string[] }) {
  const { shown, more } = useShown(texts);
  return (
    <>
      {shown.map((text, index) => (
        <Raw key={index} text={text} />
      ))}
      {more}
    </>
  );
}

function PolicyEvidence({ url, policy }: { url: string; policy: Pending | PolicyFacts }) {
  if (policy.state === 'pending') return null;
  // Where a failure kept every byte away there is no moment of a fetch to speak of.
  const isFetched = (policy.state === 'found' || policy.state === 'invalid') && policy.text !== null;
  return (
    <>
      <h3>{say('evidence.policy')}</h3>
      <p>
        <bdi class="raw">{url}</bdi>
      </p>
      {!isFetched && <p>{say('evidence.noPolicy')}</p>}
      {isFetched && policy.text !== null && <Raw text={policy.text} />}
      {isFetched && (
        <p>
          <Sentence text={whenFetched(policy.fetchedAt, policy.tookMs)} />
          {policy.mediaType !== null && (
            <>
              {' · '}
              <Sentence text={say('evidence.mediaType', { mediaType: policy.mediaType })} />
            </>
          )}
        </p>
      )}
    </>
  );
}

function whenFetched(at: number, tookMs: number | null): string {
  const time = momentWords(at);
  return tookMs === null
    ? say('evidence.remembered', { time })
    : say('evidence.fetched', { time, milliseconds: Math.round(tookMs) });
}

function list(names: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: 'unit', style: 'narrow' }).format(names);
}
